package dev.alcove.testkit;

import static dev.alcove.testkit.KvCommits.delete;
import static dev.alcove.testkit.KvCommits.logged;
import static dev.alcove.testkit.KvCommits.put;
import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.ODD_TEXTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.CommitResult.Committed;
import dev.alcove.domain.KvLog.CommitResult.HeadMoved;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Item;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.KvLog.Touched;
import dev.alcove.domain.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KvLog} does with the maps that go through the log. The rest of the port is in
 * {@link KvCommitContract}; {@link KvHistoryContract} shows that both serve the rule of commits.
 */
public abstract class KvLogContract {
  private static final String MAP = "public:orders";

  private TestClock clock;
  private KvLog log;

  /** Empty stores that live by {@code clock}. Called once before each test. */
  protected abstract KvPorts open(TestClock clock);

  @BeforeEach
  void openLog() {
    clock = new TestClock();
    log = open(clock).log();
  }

  private void commit(Commit commit) {
    long expected = commit.log().orElseThrow().expected();
    assertThat(log.commit(ACME, commit)).isEqualTo(new Committed(OptionalLong.of(expected + 1)));
  }

  private Optional<Item> item(String map, String key) {
    return log.get(ACME, map, Bytes.utf8(key));
  }

  private static Item itemOf(String key, String value, long seq) {
    return new Item(Bytes.utf8(key), Bytes.utf8(value), seq);
  }

  private List<Item> all(TenantId tenant, String map) {
    return log.scan(tenant, map, Optional.empty(), 1_000);
  }

  @Test
  void aTenantBeginsWithAnEmptyLog() {
    assertThat(log.open(ACME)).isEqualTo(new Tail(0, 1, List.of()));
    assertThat(log.after(ACME, 0)).isEqualTo(new Tail(0, 1, List.of()));
    assertThat(item(MAP, "k")).isEmpty();
    assertThat(all(ACME, MAP)).isEmpty();
    assertThat(log.maps(ACME)).isEmpty();
  }

  @Test
  void aCommitWritesItsItemsAndItsEntry() {
    commit(put(0, MAP, "k", "1"));
    assertThat(item(MAP, "k")).contains(itemOf("k", "1", 1));
    commit(put(1, MAP, "k", "2"));
    commit(put(2, MAP, "j", "3"));
    assertThat(item(MAP, "k")).contains(itemOf("k", "2", 2));
    assertThat(all(ACME, MAP)).containsExactly(itemOf("j", "3", 3), itemOf("k", "2", 2));
    commit(delete(3, MAP, "k"));
    assertThat(item(MAP, "k")).isEmpty();
    Tail tail = log.open(ACME);
    assertThat(tail.seq()).isEqualTo(4);
    assertThat(tail.oldest()).isEqualTo(1);
    assertThat(tail.entries())
        .containsExactly(
            new Entry(1, "x/0", List.of(Touched.of(MAP, Bytes.utf8("k"), false))),
            new Entry(2, "x/1", List.of(Touched.of(MAP, Bytes.utf8("k"), false))),
            new Entry(3, "x/2", List.of(Touched.of(MAP, Bytes.utf8("j"), false))),
            new Entry(4, "x/3", List.of(Touched.of(MAP, Bytes.utf8("k"), true))));
  }

  @Test
  void oneCommitWritesSeveralMaps() {
    LogWrite write =
        new LogWrite(
            0,
            Map.of(
                "a", Map.of(Bytes.utf8("1"), Optional.of(Bytes.utf8("x"))),
                "b",
                    Map.of(
                        Bytes.utf8("1"), Optional.empty(), Bytes.EMPTY, Optional.of(Bytes.EMPTY))));
    commit(logged("exec-1/2", write));
    assertThat(item("a", "1")).contains(itemOf("1", "x", 1));
    assertThat(all(ACME, "b")).containsExactly(new Item(Bytes.EMPTY, Bytes.EMPTY, 1));
    Entry entry = log.after(ACME, 0).entries().getFirst();
    assertThat(entry.attempt()).isEqualTo("exec-1/2");
    assertThat(entry.writes())
        .containsExactlyInAnyOrder(
            Touched.of("a", Bytes.utf8("1"), false),
            Touched.of("b", Bytes.utf8("1"), true),
            Touched.of("b", Bytes.EMPTY, false));
  }

  @Test
  void aCommitOnAnotherHeadWritesNothing() {
    for (long expected : new long[] {1, 7, Long.MAX_VALUE - 1}) {
      assertThat(log.commit(ACME, put(expected, MAP, "k", "1"))).isEqualTo(new HeadMoved());
    }
    commit(put(0, MAP, "k", "1"));
    commit(put(1, MAP, "k", "2"));
    Tail before = log.open(ACME);
    for (long expected : new long[] {0, 1, 3}) {
      assertThat(log.commit(ACME, put(expected, MAP, "k", "no"))).isEqualTo(new HeadMoved());
      assertThat(log.commit(ACME, delete(expected, MAP, "k"))).isEqualTo(new HeadMoved());
    }
    assertThat(log.open(ACME)).isEqualTo(before);
    assertThat(item(MAP, "k")).contains(itemOf("k", "2", 2));
  }

  @Test
  void afterGivesWhatCameLater() {
    for (int i = 0; i < 5; i++) {
      commit(put(i, MAP, "k" + i, "v"));
    }
    for (long seq = 0; seq <= 5; seq++) {
      Tail tail = log.after(ACME, seq);
      assertThat(tail.seq()).isEqualTo(5);
      assertThat(tail.oldest()).isBetween(1L, seq + 1);
      assertThat(tail.entries())
          .extracting(Entry::seq)
          .isEqualTo(LongStream.rangeClosed(seq + 1, 5).boxed().toList());
    }
  }

  @Test
  void openLeavesOutWhatIsOlderThanTheRecentPast() {
    Duration recent = Duration.ofSeconds(KvLog.RECENT_SECONDS);
    commit(put(0, MAP, "a", "1"));
    clock.advance(Duration.ofSeconds(4));
    commit(put(1, MAP, "b", "2"));
    clock.advance(recent.minusSeconds(4).minusMillis(1));
    assertThat(log.open(ACME).entries()).extracting(Entry::seq).containsExactly(1L, 2L);
    clock.advance(Duration.ofSeconds(1));
    assertThat(log.open(ACME).entries()).extracting(Entry::seq).containsExactly(2L);
    clock.advance(recent);
    Tail later = log.open(ACME);
    assertThat(later.seq()).isEqualTo(2);
    assertThat(later.oldest()).isBetween(1L, 3L);
    assertThat(later.entries()).isEmpty();
    assertThat(log.after(ACME, 0).entries()).extracting(Entry::seq).containsExactly(1L, 2L);
    assertThat(item(MAP, "a")).contains(itemOf("a", "1", 1));
  }

  @Test
  void entriesAreKeptForTheirTimeAndTheHeadForEver() {
    commit(put(0, MAP, "k", "1"));
    Duration kept = Duration.ofSeconds(KvLog.ENTRY_TTL_SECONDS);
    clock.advance(kept.minusSeconds(1));
    for (int seq = 1; seq < 20; seq++) {
      commit(put(seq, MAP, "k", "1"));
    }
    assertThat(log.after(ACME, 0).entries()).hasSize(20);
    clock.advance(kept.multipliedBy(48));
    for (int seq = 20; seq < 60; seq++) {
      commit(put(seq, MAP, "k", "1"));
    }
    // What is past its time may be there or not; what `oldest` says must be so.
    Tail tail = log.after(ACME, 0);
    assertThat(tail.seq()).isEqualTo(60);
    assertThat(tail.oldest()).isBetween(1L, 21L);
    assertThat(tail.entries())
        .extracting(Entry::seq)
        .isEqualTo(LongStream.rangeClosed(tail.oldest(), 60).boxed().toList());
    clock.advance(kept.multipliedBy(48));
    assertThat(log.open(ACME).seq()).isEqualTo(60);
    commit(put(60, MAP, "k", "1"));
  }

  @Test
  void oddKeysAndMapsStayApart() {
    List<Bytes> keys = new ArrayList<>(ODD_TEXTS.stream().map(Bytes::utf8).toList());
    byte[] large = new byte[2_000];
    for (int last : new int[] {0, 1, 0xff}) {
      large[1_999] = (byte) last;
      keys.add(Bytes.copyOf(large));
      keys.add(Bytes.owning(new byte[] {(byte) last}));
      keys.add(Bytes.owning(new byte[] {(byte) 0xff, (byte) last}));
    }
    List<String> maps = List.of("a", "a#", "A", "a#b/ü", "K", "%", "x".repeat(256));
    long seq = 0;
    for (String map : maps) {
      Map<Bytes, Optional<Bytes>> writes = new TreeMap<>();
      keys.forEach(key -> writes.put(key, Optional.of(Bytes.utf8(map + key.hex()))));
      commit(logged(seq++, map, writes));
    }
    for (String map : maps) {
      for (Bytes key : keys) {
        assertThat(log.get(ACME, map, key).orElseThrow().value())
            .isEqualTo(Bytes.utf8(map + key.hex()));
      }
      assertThat(all(ACME, map)).extracting(Item::key).isEqualTo(keys.stream().sorted().toList());
    }
    assertThat(log.maps(ACME)).containsExactlyInAnyOrderElementsOf(maps);
  }

  @Test
  void scansInPagesInTheOrderOfTheKeys() {
    Map<Bytes, Optional<Bytes>> writes = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      writes.put(Bytes.owning(new byte[] {(byte) (i * 7), (byte) i}), Optional.of(Bytes.EMPTY));
    }
    writes.put(Bytes.EMPTY, Optional.of(Bytes.EMPTY));
    commit(logged(0, MAP, writes));
    commit(put(1, MAP + "2", "other map", "v"));
    List<Bytes> sorted = List.copyOf(writes.keySet());
    for (int limit : new int[] {1, 7, 41, 1_000}) {
      List<Bytes> found = new ArrayList<>();
      Optional<Bytes> after = Optional.empty();
      List<Item> page;
      do {
        page = log.scan(ACME, MAP, after, limit);
        assertThat(page.size()).isLessThanOrEqualTo(limit);
        page.forEach(item -> found.add(item.key()));
        after = page.isEmpty() ? after : Optional.of(page.getLast().key());
        // A page that is not full is the last: callers rely on it.
      } while (page.size() == limit);
      assertThat(found).isEqualTo(sorted);
    }
    assertThat(log.scan(ACME, MAP, Optional.of(Bytes.ofHex("0700")), 1))
        .extracting(Item::key)
        .containsExactly(Bytes.ofHex("0701"));
    assertThat(log.scan(ACME, MAP, Optional.of(sorted.getLast()), 1)).isEmpty();
  }

  @Test
  void holdsAsMuchAsACommitMayWrite() {
    Map<Bytes, Optional<Bytes>> large = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      byte[] value = new byte[256 * 1024 - 16];
      java.util.Arrays.fill(value, (byte) i);
      large.put(Bytes.utf8("k" + i), Optional.of(Bytes.owning(value)));
    }
    commit(logged(0, "large", large));
    Map<Bytes, Optional<Bytes>> many = new TreeMap<>();
    for (int i = 0; i < 90; i++) {
      many.put(Bytes.utf8("k" + i), Optional.of(Bytes.utf8("v" + i)));
    }
    commit(logged(1, "many", many));
    List<Item> found = all(ACME, "large");
    assertThat(found).hasSize(12);
    found.forEach(item -> assertThat(large.get(item.key())).contains(item.value()));
    assertThat(all(ACME, "many")).hasSize(90);
    assertThat(log.after(ACME, 1).entries().getFirst().writes()).hasSize(90);
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    commit(put(0, MAP, "k", "ours"));
    assertThat(log.open(ACME2)).isEqualTo(new Tail(0, 1, List.of()));
    assertThat(log.get(ACME2, MAP, Bytes.utf8("k"))).isEmpty();
    assertThat(log.maps(ACME2)).isEmpty();
    assertThat(log.commit(ACME2, put(1, MAP, "k", "theirs"))).isEqualTo(new HeadMoved());
    assertThat(log.commit(ACME2, put(0, MAP, "k", "theirs")))
        .isEqualTo(new Committed(OptionalLong.of(1)));
    assertThat(log.commit(ACME2, delete(1, MAP, "k"))).isEqualTo(new Committed(OptionalLong.of(2)));
    assertThat(all(ACME2, MAP)).isEmpty();
    assertThat(all(ACME, MAP)).containsExactly(itemOf("k", "ours", 1));
    assertThat(log.open(ACME).seq()).isEqualTo(1);
  }

  @Test
  void mapsAreThoseThatHoldItems() {
    commit(put(0, "b", "k", "v"));
    commit(put(1, "a", "k", ""));
    commit(delete(2, "c", "k"));
    assertThat(log.maps(ACME)).containsExactly("a", "b");
    commit(delete(3, "b", "k"));
    assertThat(log.maps(ACME)).containsExactly("a");
  }

  @Test
  void ofThoseWhoRaceForTheHeadOneWins() {
    int racers = 4;
    for (long round = 0; round < 25; round++) {
      long head = round;
      List<CommitResult> results =
          Race.of(
              racers,
              racer ->
                  () -> {
                    Bytes value = Bytes.utf8("" + racer);
                    LogWrite write =
                        new LogWrite(head, Map.of(MAP, Map.of(Bytes.EMPTY, Optional.of(value))));
                    return KvCommits.settled(log, ACME, logged("x" + racer + "/1", write));
                  });
      CommitResult won = new Committed(OptionalLong.of(head + 1));
      assertThat(results).containsOnlyOnce(won).containsOnly(won, new HeadMoved());
      int winner = results.indexOf(won);
      assertThat(item(MAP, "")).contains(itemOf("", "" + winner, head + 1));
      assertThat(log.after(ACME, head).entries())
          .extracting(Entry::attempt)
          .containsExactly("x" + winner + "/1");
    }
  }

  @Test
  void aReaderOfTheLogSeesWholeCommitsInOrder() {
    int commits = 60;
    List<Boolean> done =
        Race.of(
            2,
            racer ->
                () -> {
                  for (int i = 0; racer == 0 && i < commits; i++) {
                    commit(put(i, MAP, "k", "v"));
                  }
                  Tail tail;
                  do {
                    tail = log.after(ACME, 0);
                    assertThat(tail.entries())
                        .extracting(Entry::seq)
                        .isEqualTo(LongStream.rangeClosed(1, tail.seq()).boxed().toList());
                    assertThat(tail.entries()).allMatch(entry -> entry.writes().size() == 1);
                  } while (tail.seq() < commits);
                  return true;
                });
    assertThat(done).containsOnly(true);
  }

  @Test
  void erasesOneTenantOnly() {
    Map<String, Map<Bytes, Optional<Bytes>>> writes =
        Map.of(MAP, Map.of(Bytes.utf8("k"), Optional.of(Bytes.utf8("v"))));
    for (TenantId tenant : List.of(ACME, Samples.ACME2)) {
      log.commit(
          tenant,
          new Commit(
              "x.1",
              Optional.of(new KvLog.LogWrite(0, writes)),
              List.of(),
              Optional.empty(),
              Optional.empty()));
    }
    log.erase(ACME);
    log.erase(ACME);
    assertThat(log.open(ACME)).isEqualTo(new Tail(0, 1, List.of()));
    assertThat(all(ACME, MAP)).isEmpty();
    assertThat(log.open(Samples.ACME2).seq()).isEqualTo(1);
    assertThat(all(Samples.ACME2, MAP)).hasSize(1);
  }
}
