package dev.alcove.testkit;

import static dev.alcove.testkit.KvCommits.points;
import static dev.alcove.testkit.KvCommits.put;
import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.CommitResult.AlreadyDone;
import dev.alcove.domain.KvLog.CommitResult.Committed;
import dev.alcove.domain.KvLog.CommitResult.HeadMoved;
import dev.alcove.domain.KvLog.CommitResult.PointMoved;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointAddress.InMap;
import dev.alcove.domain.KvLog.PointAddress.InStorage;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.KvLog.PointChange.Action;
import dev.alcove.domain.KvLog.PointChange.Expectation;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.StorageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link KvLog} does with what a commit writes outside the log: points, storage, outbox
 * and inbox. All of it is written, or nothing.
 */
public abstract class KvCommitContract {
  private static final OptionalLong NEVER = OptionalLong.empty();
  private static final Committed DONE = new Committed(OptionalLong.empty());
  private static final PointAddress POINT = new InMap("audit", Bytes.utf8("k"));
  private static final PointAddress STORED = new InStorage("k");
  private static final Expectation ANYTHING = new Expectation.Anything();
  private static final Expectation ABSENT = new Expectation.Absent();
  private static final Action CHECK = new Action.Check();
  private static final Action DELETE = new Action.Delete();
  private static final Instant KEPT = TestClock.START.plus(Duration.ofDays(7));
  private static final InboxMark MARK = new InboxMark(SCRIPT, "event-1", KEPT);
  private static final OutboxItem EVENTS =
      new OutboxItem(
          ACME, "exec-1", List.of(new OutboxItem.Due(Samples.event(ACME, "e1"), TestClock.START)));

  private TestClock clock;
  private KvPorts ports;
  private KvLog log;

  /** Empty stores that live by {@code clock}. Called once before each test. */
  protected abstract KvPorts open(TestClock clock);

  @BeforeEach
  void openPorts() {
    clock = new TestClock();
    ports = open(clock);
    log = ports.log();
  }

  private static PointItem item(String value, String writeId) {
    return new PointItem(Bytes.utf8(value), writeId, NEVER);
  }

  private static PointChange change(PointAddress at, Expectation expected, Action action) {
    return new PointChange(at, expected, action);
  }

  private static PointChange write(PointAddress at, String value, String writeId) {
    return change(at, ANYTHING, new Action.Put(item(value, writeId)));
  }

  private void done(Commit commit) {
    assertThat(log.commit(ACME, commit)).isEqualTo(DONE);
  }

  private List<OutboxItem> outbox() {
    return ports.outbox().due(KEPT, 10);
  }

  private static Commit all(Commit commit) {
    return KvCommits.with(
        commit,
        List.of(write(POINT, "p", "w1"), write(STORED, "1", "w2")),
        Optional.of(EVENTS),
        Optional.of(MARK));
  }

  @Test
  void anEmptyCommitIsCommitted() {
    done(points());
    assertThat(log.open(ACME)).isEqualTo(new Tail(0, 1, List.of()));
  }

  @Test
  void pointMapsDoNotCountAsMaps() {
    done(points(write(POINT, "p", "w1")));
    assertThat(log.point(ACME, POINT)).isPresent();
    assertThat(log.maps(ACME)).isEmpty();
  }

  @Test
  void allPartsAreWrittenTogether() {
    assertThat(log.commit(ACME, all(put(0, "m", "k", "v"))))
        .isEqualTo(new Committed(OptionalLong.of(1)));
    assertThat(log.get(ACME, "m", Bytes.utf8("k"))).isPresent();
    assertThat(log.point(ACME, POINT)).contains(item("p", "w1"));
    assertThat(ports.storage().get(ACME, "k")).contains(new StorageStore.Entry("k", "1", NEVER));
    assertThat(outbox()).containsExactly(EVENTS);
    assertThat(ports.inbox().contains(SCRIPT, "event-1")).isTrue();
  }

  @Test
  void withoutTheLogTheHeadStays() {
    assertThat(log.commit(ACME, put(0, "m", "k", "v"))).isInstanceOf(Committed.class);
    done(all(points()));
    assertThat(log.open(ACME).seq()).isEqualTo(1);
    assertThat(log.after(ACME, 0).entries()).hasSize(1);
    assertThat(log.point(ACME, POINT)).contains(item("p", "w1"));
    assertThat(outbox()).containsExactly(EVENTS);
  }

  @Test
  void aRefusedHeadLeavesNothing() {
    assertThat(log.commit(ACME, all(put(7, "m", "k", "v")))).isEqualTo(new HeadMoved());
    assertNothingWritten();
    assertThat(ports.inbox().contains(SCRIPT, "event-1")).isFalse();
  }

  @Test
  void aRefusedPointLeavesNothing() {
    PointAddress other = new InMap("audit", Bytes.utf8("other"));
    Commit commit =
        KvCommits.with(
            put(0, "m", "k", "v"),
            List.of(
                write(POINT, "p", "w1"),
                write(STORED, "1", "w2"),
                change(other, new Expectation.Written("w0"), CHECK)),
            Optional.of(EVENTS),
            Optional.of(MARK));
    assertThat(log.commit(ACME, commit)).isEqualTo(new PointMoved(List.of(other)));
    assertNothingWritten();
    assertThat(ports.inbox().contains(SCRIPT, "event-1")).isFalse();
  }

  @Test
  void anEventThatTookEffectLeavesNothing() {
    ports.inbox().mark(MARK);
    assertThat(log.commit(ACME, all(put(0, "m", "k", "v")))).isEqualTo(new AlreadyDone());
    assertThat(log.commit(ACME, all(points()))).isEqualTo(new AlreadyDone());
    assertNothingWritten();
    ports.inbox().forget(SCRIPT, "event-1");
    assertThat(log.commit(ACME, all(put(0, "m", "k", "v")))).isInstanceOf(Committed.class);
    assertThat(log.commit(ACME, all(points()))).isEqualTo(new AlreadyDone());
  }

  private void assertNothingWritten() {
    assertThat(log.open(ACME)).isEqualTo(new Tail(0, 1, List.of()));
    assertThat(log.get(ACME, "m", Bytes.utf8("k"))).isEmpty();
    assertThat(log.maps(ACME)).isEmpty();
    assertThat(log.point(ACME, POINT)).isEmpty();
    assertThat(ports.storage().get(ACME, "k")).isEmpty();
    assertThat(outbox()).isEmpty();
  }

  @Test
  void aMarkThatHasExpiredHoldsUpNothing() {
    Commit commit = KvCommits.with(points(), List.of(), Optional.empty(), Optional.of(MARK));
    done(commit);
    assertThat(log.commit(ACME, commit)).isEqualTo(new AlreadyDone());
    clock.set(KEPT);
    done(commit);
  }

  static List<Arguments> expectations() {
    return List.of(
        argumentSet("absent, anything", false, ANYTHING, true),
        argumentSet("absent, absent", false, ABSENT, true),
        argumentSet("absent, written", false, new Expectation.Written("w1"), false),
        argumentSet("there, anything", true, ANYTHING, true),
        argumentSet("there, absent", true, ABSENT, false),
        argumentSet("there, this write", true, new Expectation.Written("w1"), true),
        argumentSet("there, another write", true, new Expectation.Written("w0"), false));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void aPointIsWrittenOnlyIfAsExpected(boolean there, Expectation expected, boolean fits) {
    Action put = new Action.Put(item("2", "w2"));
    int number = 0;
    for (boolean expired : there ? new boolean[] {false} : new boolean[] {false, true}) {
      for (Action action : List.of(CHECK, DELETE, put)) {
        number++;
        for (PointAddress at :
            List.of(new InMap("audit", Bytes.utf8("k" + number)), new InStorage("k" + number))) {
          if (there) {
            done(points(write(at, "1", "w1")));
          } else if (expired) {
            PointItem old = new PointItem(Bytes.utf8("0"), "w1", OptionalLong.of(clock.second()));
            done(points(change(at, ANYTHING, new Action.Put(old))));
          }
          Optional<PointItem> before = log.point(ACME, at);
          CommitResult result = log.commit(ACME, points(change(at, expected, action)));
          assertThat(result).isEqualTo(fits ? DONE : new PointMoved(List.of(at)));
          Optional<PointItem> after =
              switch (action) {
                case Action.Check _ -> before;
                case Action.Delete _ -> Optional.empty();
                case Action.Put(PointItem item) -> Optional.of(item);
              };
          assertThat(log.point(ACME, at)).isEqualTo(fits ? after : before);
        }
      }
    }
  }

  @Test
  void everyPointThatMovedIsNamed() {
    PointAddress first = new InMap("audit", Bytes.utf8("1"));
    PointAddress second = new InStorage("2");
    done(points(write(POINT, "p", "w1")));
    CommitResult result =
        log.commit(
            ACME,
            points(
                change(first, new Expectation.Written("w0"), CHECK),
                change(POINT, new Expectation.Written("w1"), DELETE),
                change(second, new Expectation.Written("w0"), DELETE)));
    assertThat(result)
        .isInstanceOfSatisfying(
            PointMoved.class,
            moved -> assertThat(moved.addresses()).containsExactlyInAnyOrder(first, second));
    assertThat(log.point(ACME, POINT)).contains(item("p", "w1"));
  }

  @Test
  void aPointIsGoneFromTheMomentOfItsExpiry() {
    long second = clock.second() + 2;
    PointItem short2 = new PointItem(Bytes.EMPTY, "w1", OptionalLong.of(second));
    done(points(change(POINT, ANYTHING, new Action.Put(short2))));
    clock.advance(Duration.ofMillis(1_999));
    assertThat(log.point(ACME, POINT)).contains(short2);
    clock.advance(Duration.ofMillis(1));
    assertThat(log.point(ACME, POINT)).isEmpty();
  }

  @Test
  void addressesStayApart() {
    List<PointAddress> addresses =
        new ArrayList<>(
            List.of(
                POINT,
                STORED,
                new InMap("storage", Bytes.utf8("k")),
                new InMap("STO", Bytes.utf8("k")),
                new InMap("audit#", Bytes.utf8("k")),
                new InMap("audit", Bytes.EMPTY),
                new InMap("audit", Bytes.ofHex("00ff")),
                new InStorage("audit#k"),
                new InStorage("")));
    for (int i = 0; i < addresses.size(); i++) {
      done(points(write(addresses.get(i), String.valueOf(i), "w" + i)));
    }
    for (int i = 0; i < addresses.size(); i++) {
      assertThat(log.point(ACME, addresses.get(i))).contains(item(String.valueOf(i), "w" + i));
      assertThat(log.point(ACME2, addresses.get(i))).isEmpty();
    }
  }

  @Test
  void storageSeesWhatACommitWrites() {
    OptionalLong later = OptionalLong.of(clock.second() + 60);
    PointItem item = new PointItem(Bytes.utf8("{\"n\":1}"), "w1", later);
    done(points(change(STORED, ABSENT, new Action.Put(item))));
    assertThat(ports.storage().list(ACME, "", Optional.empty(), 10))
        .containsExactly(new StorageStore.Entry("k", "{\"n\":1}", later));
    done(points(change(STORED, new Expectation.Written("w1"), DELETE)));
    assertThat(ports.storage().get(ACME, "k")).isEmpty();
  }

  @Test
  void aCommitSeesEveryWriteOfStorage() {
    StorageStore storage = ports.storage();
    Optional<String> one = Optional.of("1");
    List<Runnable> writes =
        List.of(
            () -> storage.set(ACME, "k", "1", NEVER),
            () -> storage.set(ACME, "k", "1", NEVER),
            () -> storage.increment(ACME, "k", 0),
            () -> assertThat(storage.compareAndSet(ACME, "k", one, one, NEVER)).isTrue());
    Expectation before = ABSENT;
    for (Runnable write : writes) {
      write.run();
      PointItem now = log.point(ACME, STORED).orElseThrow();
      assertThat(now.value()).isEqualTo(Bytes.utf8("1"));
      assertThat(log.commit(ACME, points(change(STORED, before, DELETE))))
          .isEqualTo(new PointMoved(List.of(STORED)));
      before = new Expectation.Written(now.writeId());
      done(points(change(STORED, before, CHECK)));
    }
    assertThat(storage.delete(ACME, "k")).isTrue();
    done(points(change(STORED, ABSENT, CHECK)));
  }

  @Test
  void ofThoseWhoRaceForAPointOneWins() {
    done(points(write(POINT, "", "w0")));
    Expectation before = new Expectation.Written("w0");
    for (int round = 1; round <= 25; round++) {
      Expectation expected = before;
      String writeId = "w" + round + "-";
      List<CommitResult> results =
          Race.of(
              4,
              racer -> {
                PointItem item = item("v", writeId + racer);
                Commit commit = points(change(POINT, expected, new Action.Put(item)));
                return () -> KvCommits.settled(log, ACME, commit);
              });
      assertThat(results).containsOnlyOnce(DONE);
      assertThat(results).containsOnly(DONE, new PointMoved(List.of(POINT)));
      before = new Expectation.Written(writeId + results.indexOf(DONE));
      done(points(change(POINT, before, CHECK)));
    }
  }

  @Test
  void ofThoseWhoRaceWithOneEventOneTakesEffect() {
    for (int round = 0; round < 25; round++) {
      Optional<InboxMark> mark = Optional.of(new InboxMark(SCRIPT, "event-" + round, KEPT));
      List<CommitResult> results =
          Race.of(
              4,
              racer -> {
                List<PointChange> point = List.of(write(POINT, "v" + racer, "w"));
                Commit commit = KvCommits.with(points(), point, Optional.empty(), mark);
                return () -> KvCommits.settled(log, ACME, commit);
              });
      assertThat(results).containsOnlyOnce(DONE);
      assertThat(results).containsOnly(DONE, new AlreadyDone());
      assertThat(log.point(ACME, POINT)).contains(item("v" + results.indexOf(DONE), "w"));
    }
  }

  @Test
  void pointsAreListedInPagesInTheOrderOfTheirKeysWithoutWhatHasExpired() {
    long now = clock.now().getEpochSecond();
    for (String key : List.of("b", "", "a", "x".repeat(1_000), "gone")) {
      OptionalLong expires = key.equals("gone") ? OptionalLong.of(now) : NEVER;
      Action put = new Action.Put(new PointItem(Bytes.utf8("v" + key), "w", expires));
      log.commit(ACME, points(change(new InMap("audit", Bytes.utf8(key)), ANYTHING, put)));
    }

    List<KvLog.KeyedPoint> first = log.points(ACME, "audit", Optional.empty(), 2);
    List<KvLog.KeyedPoint> rest = log.points(ACME, "audit", Optional.of(first.get(1).key()), 10);

    assertThat(first).extracting(found -> found.key().text()).containsExactly("", "a");
    assertThat(rest).extracting(found -> found.key().size()).containsExactly(1, 1_000);
    assertThat(rest.getFirst().item()).isEqualTo(item("vb", "w"));
    assertThat(log.points(ACME, "other", Optional.empty(), 10)).isEmpty();
    assertThat(log.points(ACME2, "audit", Optional.empty(), 10)).isEmpty();
  }
}
