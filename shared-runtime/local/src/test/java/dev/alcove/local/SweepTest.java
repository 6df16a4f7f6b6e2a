package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.LogLine.Level;
import dev.alcove.domain.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  @TempDir Path folder;

  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void sweepAll() {
    for (int steps = 0; world.sweep(world.clock().now()) > 0; steps++) {
      assertThat(steps).isLessThan(100);
    }
  }

  private long rows(String count) {
    return world.database().read(sql -> sql.number(count)).orElseThrow();
  }

  @Test
  void whatIsKeptForATimeGoesAfterIt() {
    world.logs().append(List.of(Given.line(Given.ACME, "a", Level.INFO, "x")));
    world
        .deadLetters()
        .put(new DeadLetter(Given.run(Given.ACME, "r"), Outcome.THREW, 4, "Error: x", Given.START));
    world.metrics().script(Given.ACME, Given.MAIN, "a", "{}");
    world.storage().set(Given.ACME, "k", "1", OptionalLong.of(Given.START.getEpochSecond() + 60));
    world.storage().set(Given.ACME, "forever", "1", OptionalLong.empty());
    Instant end = Given.START.plus(Sweep.KEPT);
    world.inbox().mark(new InboxMark(Given.script(Given.ACME, "job"), "e", end));
    world.admission().countDescendants(Given.ACME, "root", 1, end);
    world.logs().newest();
    world.metrics().flush();

    assertThat(world.sweep(Given.START)).isZero();
    world.clock().advance(Sweep.KEPT);
    sweepAll();
    assertThat(world.logs().newest()).isPositive();
    assertThat(world.deadLetters().get(Given.ACME, new ExecutionId("r"))).isPresent();
    world.clock().advance(Duration.ofMillis(1));
    sweepAll();
    for (String table :
        List.of(
            "SELECT count(*) FROM logs",
            "SELECT count(*) FROM dead_letters",
            "SELECT count(*) FROM script_metrics",
            "SELECT count(*) FROM inbox",
            "SELECT count(*) FROM descendants")) {
      assertThat(rows(table)).as(table).isZero();
    }
    assertThat(rows("SELECT count(*) FROM points")).isEqualTo(1);
  }

  @Test
  void aStepIsSmall() {
    for (int i = 0; i < 1_200; i++) {
      world.logs().append(List.of(Given.line(Given.ACME, "a", Level.INFO, "x")));
    }
    world.logs().newest();
    world.clock().advance(Sweep.KEPT.plusSeconds(1));
    assertThat(world.sweep(world.clock().now())).isEqualTo(500);
    sweepAll();
    assertThat(rows("SELECT count(*) FROM logs")).isZero();
  }

  @Test
  void aQuietLogLosesItsEntriesButNotItsHead() {
    KvLog kv = world.kvLog();
    for (int i = 1; i <= 3; i++) {
      kv.commit(Given.ACME, Given.put("x#" + i, i - 1, "k", "v" + i));
    }
    world.clock().advance(Duration.ofSeconds(KvLog.ENTRY_TTL_SECONDS));
    sweepAll();
    assertThat(kv.after(Given.ACME, 0).entries()).hasSize(3);
    world.clock().advance(Duration.ofSeconds(1));
    sweepAll();
    assertThat(kv.after(Given.ACME, 0)).isEqualTo(new Tail(3, 4, List.of()));
    assertThat(kv.get(Given.ACME, "m", Bytes.utf8("k"))).isPresent();
    kv.commit(Given.ACME, Given.put("x#4", 3, "k", "v4"));
    assertThat(kv.open(Given.ACME).oldest()).isEqualTo(4);
  }

  @Test
  void aBusyLogLosesItsOldEntriesByItself() {
    KvLog kv = world.kvLog();
    kv.commit(Given.ACME, Given.put("x#1", 0, "k", "v"));
    kv.commit(Given.ACME, Given.put("x#2", 1, "k", "v"));
    world.clock().advance(Duration.ofSeconds(KvLog.ENTRY_TTL_SECONDS + 1));
    kv.commit(Given.ACME, Given.put("x#3", 2, "k", "v"));
    Tail tail = kv.after(Given.ACME, 2);
    assertThat(tail.seq()).isEqualTo(3);
    assertThat(tail.oldest()).isEqualTo(3);
    assertThat(tail.entries()).hasSize(1);
  }

  @Test
  void pointItemsExpireByTheClock() {
    KvLog.PointAddress address = new KvLog.PointAddress.InMap("p", Bytes.EMPTY);
    KvLog.PointItem item =
        new KvLog.PointItem(Bytes.EMPTY, "w1", OptionalLong.of(Given.START.getEpochSecond() + 60));
    world
        .kvLog()
        .commit(
            Given.ACME,
            new KvLog.Commit(
                "x#1",
                Optional.empty(),
                List.of(
                    new KvLog.PointChange(
                        address,
                        new KvLog.PointChange.Expectation.Absent(),
                        new KvLog.PointChange.Action.Put(item))),
                Optional.empty(),
                Optional.empty()));
    assertThat(world.kvLog().point(Given.ACME, address)).contains(item);
    world.clock().advance(Duration.ofSeconds(60));
    assertThat(world.kvLog().point(Given.ACME, address)).isEmpty();
    sweepAll();
    assertThat(rows("SELECT count(*) FROM points")).isZero();
  }
}
