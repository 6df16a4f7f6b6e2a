package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSchedulerTest {
  private static final int LIMIT = 1_000;

  @TempDir Path folder;

  private final MovableBase base = new MovableBase();
  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, base);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void restartAfter(Duration rest) {
    world.close();
    base.pass(rest);
    open();
  }

  private List<String> due(int limit) {
    return world.scheduler().dueTicks(world.clock().now(), limit).stream()
        .map(tick -> tick.schedule() + "@" + tick.time())
        .toList();
  }

  /** Fires what is due, a few at a time; what that was. */
  private List<Tick> fireAll() {
    List<Tick> fired = new ArrayList<>();
    while (true) {
      List<Tick> some = world.scheduler().dueTicks(world.clock().now(), 7);
      if (some.isEmpty()) {
        return fired;
      }
      some.forEach(world.scheduler()::fired);
      fired.addAll(some);
    }
  }

  @Test
  void firesFromItsCreationOn() {
    world.scheduler().create(Given.hourly(Given.ACME, "a", 30, 31));
    assertThat(due(LIMIT)).isEmpty();
    assertThat(world.nextDue()).contains(Instant.parse("2026-03-02T09:31:00Z"));
    base.pass(Duration.ofSeconds(44));
    assertThat(due(LIMIT)).isEmpty();
    base.pass(Duration.ofSeconds(1));
    assertThat(due(LIMIT)).containsExactly("a@2026-03-02T09:31:00Z");
    assertThat(world.nextDue()).contains(Instant.parse("2026-03-02T09:31:00Z"));
  }

  @Test
  void aTickIsGivenUntilItHasFired() {
    world.scheduler().create(Given.hourly(Given.ACME, "a", 31));
    base.pass(Duration.ofMinutes(2));
    Tick tick = world.scheduler().dueTicks(world.clock().now(), LIMIT).getFirst();
    assertThat(world.scheduler().dueTicks(world.clock().now(), LIMIT)).containsExactly(tick);
    assertThat(tick.script()).isEqualTo(Given.script(Given.ACME, "job"));
    world.scheduler().fired(tick);
    world.scheduler().fired(tick);
    assertThat(due(LIMIT)).isEmpty();
    assertThat(world.nextDue()).contains(Instant.parse("2026-03-02T10:31:00Z"));
  }

  @Test
  void oneThatIsThereIsLeftAsItIs() {
    Schedule first = Given.hourly(Given.ACME, "a", 31);
    world.scheduler().create(first);
    base.pass(Duration.ofMinutes(1));
    world.scheduler().create(Given.hourly(Given.ACME, "a", 5));
    assertThat(world.scheduler().list(Given.ACME)).containsExactly(first);
    assertThat(due(LIMIT)).containsExactly("a@2026-03-02T09:31:00Z");
  }

  @Test
  void deletedItFiresNoMore() {
    world.scheduler().create(Given.hourly(Given.ACME, "a", 31));
    world.scheduler().create(Given.hourly(Given.BETA, "a", 31));
    base.pass(Duration.ofMinutes(1));
    List<Tick> ticks = world.scheduler().dueTicks(world.clock().now(), LIMIT);
    world.scheduler().delete(Given.ACME, "a");
    world.scheduler().delete(Given.ACME, "a");
    ticks.forEach(world.scheduler()::fired);
    assertThat(world.scheduler().list(Given.ACME)).isEmpty();
    assertThat(world.scheduler().list(Given.BETA)).hasSize(1);
    assertThat(due(LIMIT)).isEmpty();
  }

  @Test
  void aClockMovedByHandPassesOverNothing() {
    world.scheduler().create(Given.hourly(Given.BETA, "b", 0, 30));
    world.scheduler().create(Given.hourly(Given.ACME, "a", 0));
    world.clock().advance(Duration.ofHours(2));
    assertThat(due(LIMIT))
        .containsExactly(
            "a@2026-03-02T10:00:00Z",
            "b@2026-03-02T10:00:00Z",
            "b@2026-03-02T10:30:00Z",
            "a@2026-03-02T11:00:00Z",
            "b@2026-03-02T11:00:00Z",
            "b@2026-03-02T11:30:00Z");
    assertThat(due(3)).hasSize(3).isEqualTo(due(LIMIT).subList(0, 3));
    assertThat(fireAll()).hasSize(6);
  }

  @Test
  void aDayOfMinutesFiresInOrder() {
    world.scheduler().create(Given.everyMinute(Given.ACME, "a"));
    world.clock().advance(Duration.ofDays(1));
    List<Tick> fired = fireAll();
    assertThat(fired).hasSize(24 * 60);
    assertThat(fired).extracting(Tick::time).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void afterARestOnlyTheLatestTickIsGiven() {
    world.scheduler().create(Given.everyMinute(Given.ACME, "minutes"));
    world.scheduler().create(Given.hourly(Given.ACME, "hours", 7));
    restartAfter(Duration.ofDays(400));
    Instant now = world.clock().now();
    assertThat(fireAll())
        .extracting(Tick::time)
        .containsExactly(now.minus(Duration.ofMinutes(23)).minusSeconds(15), now.minusSeconds(15));
  }

  @Test
  void asLongAsTheRestIsShortNothingIsLeftOutButByARestart() {
    world.scheduler().create(Given.everyMinute(Given.ACME, "a"));
    base.pass(Duration.ofMinutes(5));
    assertThat(due(LIMIT)).hasSize(5);
    restartAfter(Duration.ZERO);
    assertThat(due(LIMIT)).containsExactly("a@2026-03-02T09:35:00Z");
  }

  @Test
  void aLaptopThatSleptCountsAsARest() {
    world.scheduler().create(Given.everyMinute(Given.ACME, "a"));
    base.pass(Duration.ofHours(8));
    assertThat(due(LIMIT)).containsExactly("a@2026-03-02T17:30:00Z");
  }

  @Test
  void ticksOfAMoveSurviveARestart() {
    world.scheduler().create(Given.hourly(Given.ACME, "a", 0));
    world.clock().advance(Duration.ofHours(3));
    world.scheduler().fired(world.scheduler().dueTicks(world.clock().now(), 1).getFirst());
    world.clock().advance(Duration.ofHours(1));
    restartAfter(Duration.ofHours(5));
    assertThat(due(LIMIT))
        .containsExactly(
            "a@2026-03-02T11:00:00Z",
            "a@2026-03-02T12:00:00Z",
            "a@2026-03-02T13:00:00Z",
            "a@2026-03-02T18:00:00Z");
  }

  @Test
  void aRestBeforeAMoveStaysARest() {
    world.scheduler().create(Given.everyMinute(Given.ACME, "a"));
    base.pass(Duration.ofHours(1));
    world.clock().advance(Duration.ofMinutes(2));
    assertThat(due(LIMIT))
        .containsExactly(
            "a@2026-03-02T10:30:00Z", "a@2026-03-02T10:31:00Z", "a@2026-03-02T10:32:00Z");
  }
}
