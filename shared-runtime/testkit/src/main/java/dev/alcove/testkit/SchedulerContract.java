package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.Scheduler.Tick;
import dev.alcove.domain.ScriptRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Scheduler} does. */
public abstract class SchedulerContract {
  private static final Instant NEXT_MINUTE = Instant.parse("2026-03-02T09:31:00Z");

  private TestClock clock;
  private Scheduler scheduler;

  /** A scheduler without schedules that lives by {@code clock}. Called once before each test. */
  protected abstract Scheduler open(TestClock clock);

  /**
   * The ticks that are due by the clock and were not given before. A scheduler that nobody can move
   * in time aborts the test by an assumption.
   */
  protected abstract List<Tick> ticks();

  @BeforeEach
  void openScheduler() {
    clock = new TestClock();
    scheduler = open(clock);
  }

  private static SortedSet<Integer> range(int first, int last) {
    return new TreeSet<>(IntStream.rangeClosed(first, last).boxed().toList());
  }

  private static Schedule everyMinute(String name, ScriptRef script) {
    CronSchedule cron =
        new CronSchedule(
            range(0, 59),
            range(0, 23),
            range(1, 31),
            range(1, 12),
            range(1, 7),
            ZoneId.of("Europe/Berlin"));
    return new Schedule(name, script, cron);
  }

  private static Schedule daily(String name, int hour) {
    CronSchedule cron =
        new CronSchedule(
            range(0, 0),
            range(hour, hour),
            range(1, 31),
            range(1, 12),
            range(1, 7),
            ZoneId.of("America/New_York"));
    return new Schedule(name, SCRIPT, cron);
  }

  @Test
  void listsWhatWasCreated() {
    assertThat(scheduler.list(ACME)).isEmpty();
    Schedule minute = everyMinute("a1", SCRIPT);
    Schedule day = daily("b2", 9);
    scheduler.create(minute);
    scheduler.create(day);
    assertThat(scheduler.list(ACME)).containsExactlyInAnyOrder(minute, day);
    scheduler.delete(ACME, "a1");
    assertThat(scheduler.list(ACME)).containsExactly(day);
  }

  @Test
  void creatingAndDeletingTwiceIsNoError() {
    Schedule schedule = everyMinute("a1", SCRIPT);
    scheduler.create(schedule);
    scheduler.create(daily("a1", 9));
    assertThat(scheduler.list(ACME)).containsExactly(schedule);
    scheduler.delete(ACME, "a1");
    scheduler.delete(ACME, "a1");
    scheduler.delete(ACME, "never");
    assertThat(scheduler.list(ACME)).isEmpty();
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    Schedule ours = everyMinute("a1", SCRIPT);
    Schedule theirs = everyMinute("a1", Samples.script(ACME2, "s"));
    scheduler.create(ours);
    scheduler.create(theirs);
    assertThat(scheduler.list(ACME)).containsExactly(ours);
    scheduler.delete(ACME, "a1");
    assertThat(scheduler.list(ACME)).isEmpty();
    assertThat(scheduler.list(ACME2)).containsExactly(theirs);
  }

  @Test
  void firesFromTheMomentItIsDue() {
    scheduler.create(everyMinute("a1", SCRIPT));
    assertThat(ticks()).isEmpty();
    clock.set(NEXT_MINUTE.minusMillis(1));
    assertThat(ticks()).isEmpty();
    clock.set(NEXT_MINUTE);
    assertThat(ticks()).containsExactly(new Tick("a1", SCRIPT, NEXT_MINUTE));
    assertThat(ticks()).isEmpty();
  }

  @Test
  void doesNotFireForTheMomentOfItsCreation() {
    clock.set(NEXT_MINUTE);
    scheduler.create(everyMinute("a1", SCRIPT));
    assertThat(ticks()).isEmpty();
  }

  @Test
  void aTickNoticedLateHasItsScheduledTime() {
    scheduler.create(everyMinute("a1", SCRIPT));
    clock.set(NEXT_MINUTE.plusSeconds(125));
    assertThat(ticks())
        .containsExactly(
            new Tick("a1", SCRIPT, NEXT_MINUTE),
            new Tick("a1", SCRIPT, NEXT_MINUTE.plusSeconds(60)),
            new Tick("a1", SCRIPT, NEXT_MINUTE.plusSeconds(120)));
  }

  @Test
  void firesInItsZoneOverAChangeOfTheClocks() {
    scheduler.create(daily("d", 9));
    // New York springs forward on 2026-03-08.
    for (String time : List.of("2026-03-02T14:00:00Z", "2026-03-03T14:00:00Z")) {
      clock.set(Instant.parse(time));
      assertThat(ticks()).containsExactly(new Tick("d", SCRIPT, Instant.parse(time)));
    }
    scheduler.delete(ACME, "d");
    clock.set(Instant.parse("2026-03-07T14:00:00Z"));
    scheduler.create(daily("d", 9));
    clock.set(Instant.parse("2026-03-08T13:00:00Z"));
    assertThat(ticks())
        .containsExactly(new Tick("d", SCRIPT, Instant.parse("2026-03-08T13:00:00Z")));
  }

  @Test
  void schedulesFireInTheOrderOfTime() {
    ScriptRef theirs = Samples.script(ACME2, "s");
    scheduler.create(everyMinute("a1", SCRIPT));
    clock.advance(Duration.ofSeconds(50));
    assertThat(ticks()).hasSize(1);
    scheduler.create(everyMinute("a1", theirs));
    clock.advance(Duration.ofMinutes(2));
    List<Tick> ticks = ticks();
    assertThat(ticks)
        .containsExactlyInAnyOrder(
            new Tick("a1", SCRIPT, NEXT_MINUTE.plusSeconds(60)),
            new Tick("a1", theirs, NEXT_MINUTE.plusSeconds(60)),
            new Tick("a1", SCRIPT, NEXT_MINUTE.plusSeconds(120)),
            new Tick("a1", theirs, NEXT_MINUTE.plusSeconds(120)));
    assertThat(ticks).extracting(Tick::time).isSorted();
  }

  @Test
  void whatIsDeletedFiresNoMore() {
    scheduler.create(everyMinute("a1", SCRIPT));
    scheduler.delete(ACME, "a1");
    clock.set(NEXT_MINUTE);
    assertThat(ticks()).isEmpty();
  }

  @Test
  void whatIsCreatedAgainFiresFromThenOn() {
    scheduler.create(everyMinute("a1", SCRIPT));
    clock.advance(Duration.ofSeconds(10));
    scheduler.delete(ACME, "a1");
    clock.set(NEXT_MINUTE.plusSeconds(30));
    scheduler.create(everyMinute("a1", SCRIPT));
    clock.set(NEXT_MINUTE.plusSeconds(60));
    assertThat(ticks()).containsExactly(new Tick("a1", SCRIPT, NEXT_MINUTE.plusSeconds(60)));
  }

  @Test
  void erasesOneTenantOnly() {
    scheduler.create(everyMinute("ours", SCRIPT));
    scheduler.create(everyMinute("theirs", Samples.script(Samples.ACME2, "update-analytics")));
    scheduler.erase(ACME);
    scheduler.erase(ACME);
    assertThat(scheduler.list(ACME)).isEmpty();
    assertThat(scheduler.list(Samples.ACME2)).hasSize(1);
  }
}
