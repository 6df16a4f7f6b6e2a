package dev.alcove.hostapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.KvLog.PointChange.Action;
import dev.alcove.domain.KvLog.PointChange.Expectation;
import dev.alcove.domain.KvLog.Touched;
import dev.alcove.domain.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KvTransactionTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes VALUE = Bytes.utf8("v");

  private final TestWorld world = new TestWorld();
  private final MemoryKv log = world.kv;

  @AfterEach
  void close() {
    world.close();
  }

  private KvTransaction kv() {
    return world.endpoint().kv();
  }

  @Test
  void seesItsOwnWritesOnly() {
    log.put("m", "a", "old");
    KvTransaction kv = kv();
    kv.set("m", A, VALUE);
    kv.set("m", B, VALUE);
    kv.delete("m", A);
    assertThat(kv.has("m", A)).isFalse();
    assertThat(kv.get("m", B)).contains(VALUE);
    assertThat(kv.size("m")).isEqualTo(1);
    assertThat(kv().get("m", A)).contains(Bytes.utf8("old"));
    assertThat(kv().get("m", B)).isEmpty();
  }

  @Test
  void versionIsThatOfTheLastCommitWhateverWasWrittenSince() {
    log.put("m", "b", "1");
    log.put("m", "a", "1");
    KvTransaction kv = kv();
    kv.set("m", A, VALUE);
    assertThat(kv.previousWrite("m", A)).hasValue(2);
    assertThat(kv.previousWrite("m", B)).hasValue(1);
    assertThat(kv.previousWrite("m", Bytes.EMPTY)).isEmpty();
  }

  @Test
  void opensWithTheFirstReadAndNotWithAWrite() {
    log.put("m", "a", "1");
    KvTransaction kv = kv();
    kv.set("m", A, VALUE);
    assertThat(kv.head()).isEmpty();
    kv.get("m", B);
    log.put("m", "c", "1");
    assertThat(kv.head()).hasValue(1);
    assertThat(kv.logWrite(1)).isPresent();
  }

  @Test
  void readsAKeyAgainUntilARecentCommitShows() {
    log.put("m", "a", "1");
    log.hide(3);
    log.put("m", "a", "2");
    KvTransaction kv = kv();
    assertThat(kv.get("m", A)).contains(Bytes.utf8("2"));
    assertThat(log.reads).isEqualTo(4);
    // Once read, it stays.
    kv.get("m", A);
    assertThat(log.reads).isEqualTo(4);
  }

  @Test
  void readsAKeyAgainUntilARecentDeleteShows() {
    log.put("m", "a", "1");
    log.hide(2);
    log.remove("m", "a");
    assertThat(kv().get("m", A)).isEmpty();
    assertThat(log.reads).isEqualTo(3);
  }

  @Test
  void repairsScansToo() {
    log.put("m", "a", "1");
    log.hide(2);
    log.commit("m", Map.of("a", Optional.empty(), "b", Optional.of("2")));
    assertThat(kv().entries("m")).containsExactly(Map.entry(B, Bytes.utf8("2")));
  }

  @Test
  void aStoreThatNeverShowsACommitIsAFault() {
    log.hide(1_000);
    log.put("m", "a", "2");
    KvTransaction kv = kv();
    assertThatThrownBy(() -> kv.get("m", A)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void knowsWhichLaterCommitsChangeWhatItRead() {
    log.put("m", "a", "1");
    KvTransaction kv = kv();
    kv.get("m", A);
    kv.get("m", Bytes.utf8("absent"));
    kv.set("m", B, VALUE);
    kv.size("whole");
    assertThat(kv.isChangedBy(wrote("m", "a"))).isTrue();
    assertThat(kv.isChangedBy(wrote("m", "absent"))).isTrue();
    assertThat(kv.isChangedBy(wrote("m", "b"))).as("a blind write").isFalse();
    assertThat(kv.isChangedBy(wrote("other", "a"))).isFalse();
    assertThat(kv.isChangedBy(wrote("whole", "x"))).as("scanned").isTrue();
  }

  @Test
  void iteratesOverWhatIsVisibleInTheOrderOfKeys() {
    log.commit("m", Map.of("c", Optional.of("3"), "a", Optional.of("1")));
    KvTransaction kv = kv();
    kv.set("m", B, Bytes.utf8("2"));
    kv.set("m", Bytes.EMPTY, Bytes.EMPTY);
    kv.delete("m", A);
    assertThat(kv.entries("m").keySet()).containsExactly(Bytes.EMPTY, B, Bytes.utf8("c"));
    kv.clear("m");
    assertThat(kv.size("m")).isZero();
    assertThat(kv.logWrite(1).orElseThrow().writes().get("m")).hasSize(4);
  }

  @Test
  void goesThroughMapsOfSeveralPages() {
    for (int i = 0; i < 1_201; i++) {
      log.put("m", "k" + i, "v");
    }
    assertThat(kv().size("m")).isEqualTo(1_201);
  }

  @Test
  void holdsTheLimits() {
    Limits d = Limits.DEFAULT;
    KvTransaction kv = kv();
    Bytes large = Bytes.owning(new byte[(int) d.kvValueBytes()]);
    assertThatThrownBy(() -> kv.set("m", A, Bytes.owning(new byte[large.size() + 1])))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("262144 bytes");
    for (int i = 0; i < 11; i++) {
      kv.set("m", Bytes.utf8("k" + i), large);
    }
    assertThatThrownBy(() -> kv.set("m", Bytes.utf8("k12"), large))
        .hasMessageContaining("may commit 3145728 bytes");
    // What is overwritten does not count twice.
    kv.set("m", Bytes.utf8("k1"), VALUE);
    for (int i = 12; i < 90; i++) {
      kv.set("m", Bytes.utf8("k" + i), VALUE);
    }
    assertThatThrownBy(() -> kv.set("m", A, VALUE)).isInstanceOf(HostException.class);
  }

  @Test
  void pointKeysAreCheckedByTheirWriteId() {
    PointAddress a = new PointAddress.InMap("points", A);
    PointAddress b = new PointAddress.InMap("points", B);
    PointAddress c = new PointAddress.InMap("points", Bytes.utf8("c"));
    log.points.put(a, MemoryKv.point("1", "w1"));
    KvTransaction kv = kv();
    assertThat(kv.get("points", A)).contains(Bytes.utf8("1"));
    assertThat(kv.get("points", B)).isEmpty();
    kv.set("points", B, VALUE);
    kv.delete("points", Bytes.utf8("c"));
    assertThat(kv.get("points", B)).contains(VALUE);
    List<PointChange> changes = kv.pointChanges();
    assertThat(changes.getFirst())
        .isEqualTo(new PointChange(a, new Expectation.Written("w1"), new Action.Check()));
    assertThat(changes.get(1).address()).isEqualTo(b);
    assertThat(changes.get(1).expected()).isEqualTo(new Expectation.Absent());
    assertThat(changes.get(1).action()).isInstanceOf(Action.Put.class);
    assertThat(changes.get(2))
        .isEqualTo(new PointChange(c, new Expectation.Anything(), new Action.Delete()));
    assertThat(kv.writesLog()).isFalse();
    assertThat(kv.head()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void pointMapsCannotBeGoneThrough() {
    KvTransaction kv = kv();
    assertThatThrownBy(() -> kv.size("points")).hasMessageContaining("Cannot call size");
    assertThatThrownBy(() -> kv.entries("points")).isInstanceOf(HostException.class);
    assertThatThrownBy(() -> kv.clear("points")).isInstanceOf(HostException.class);
    assertThatThrownBy(() -> kv.previousWrite("points", A)).isInstanceOf(HostException.class);
  }

  @Test
  void namesAndModesDecideWhoMayWhat() {
    KvTransaction kv = kv();
    assertThat(kv.has("public:ccf.gov.users.certs", A)).isFalse();
    assertThatThrownBy(() -> kv.set("public:ccf.gov.users.certs", A, VALUE))
        .hasMessageStartingWith(
            "Cannot call set on table named public:ccf.gov.users.certs. This table is read-only in"
                + " current (application) execution context.");
    assertThatThrownBy(() -> kv.get("ccf.internal.x", A)).hasMessageContaining("inaccessible");
    assertThatThrownBy(() -> kv.get("ccf.x", A))
        .hasMessage("Map name 'ccf.x' includes disallowed reserved prefix 'ccf.'");
    kv.set("public:CCF.gov.x", A, VALUE);
    assertThatThrownBy(() -> kv.set("x".repeat(257), A, VALUE)).hasMessageContaining("256 bytes");
    assertThatThrownBy(() -> kv.set("\ud800", A, VALUE)).hasMessageContaining("well-formed");

    KvTransaction reader = world.reader().kv();
    assertThat(reader.get("m", A)).isEmpty();
    assertThatThrownBy(() -> reader.delete("m", A))
        .hasMessageContaining("read-only in current (read-only application)");
  }

  private static Entry wrote(String map, String key) {
    return new Entry(9, "x", List.of(Touched.of(map, Bytes.utf8(key), false)));
  }
}
