package dev.alcove.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CronScheduleTest {
  private static final SortedSet<Integer> ALL_DAYS = range(1, 31);
  private static final SortedSet<Integer> ALL_MONTHS = range(1, 12);
  private static final SortedSet<Integer> ALL_WEEKDAYS = range(1, 7);

  @Test
  void next_isStrictlyAfter() {
    CronSchedule daily = daily(9, 0, "UTC");
    assertThat(daily.next(Instant.parse("2026-01-01T09:00:00Z")))
        .contains(Instant.parse("2026-01-02T09:00:00Z"));
    assertThat(daily.next(Instant.parse("2026-01-01T08:59:59.999Z")))
        .contains(Instant.parse("2026-01-01T09:00:00Z"));
  }

  @Test
  void localTime_staysTheSameOverBothChangesOfTheClocks() {
    CronSchedule daily = daily(9, 0, "Europe/Berlin");
    assertThat(fires(daily, "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z");
    assertThat(fires(daily, "2026-10-23T12:00:00Z", 3))
        .containsExactly("2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z");
  }

  @Test
  void skippedLocalTime_doesNotFire() {
    CronSchedule inTheGap = daily(2, 30, "Europe/Berlin");
    assertThat(fires(inTheGap, "2026-03-28T12:00:00Z", 1)).containsExactly("2026-03-30T00:30:00Z");
  }

  @Test
  void doubledLocalTime_firesOnceTheFirstTime() {
    CronSchedule inTheOverlap = daily(2, 30, "Europe/Berlin");
    assertThat(fires(inTheOverlap, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void halfHourChange_ofLordHowe_isRight() {
    CronSchedule quarterPastTwo = daily(2, 15, "Australia/Lord_Howe");
    // On 4 October 2026 local times from 02:00 to 02:30 do not exist there.
    assertThat(fires(quarterPastTwo, "2026-10-02T16:00:00Z", 1))
        .containsExactly("2026-10-04T15:15:00Z");
  }

  @Test
  void restrictedDays_matchEither() {
    CronSchedule thirteenthOrFriday =
        new CronSchedule(set(0), set(0), set(13), ALL_MONTHS, set(5), ZoneId.of("UTC"));
    assertThat(fires(thirteenthOrFriday, "2026-01-01T00:00:00Z", 4))
        .containsExactly(
            "2026-01-02T00:00:00Z",
            "2026-01-09T00:00:00Z",
            "2026-01-13T00:00:00Z",
            "2026-01-16T00:00:00Z");
  }

  @Test
  void leapDay_isFoundYearsAhead_andFebruary30Never() {
    CronSchedule leapDay =
        new CronSchedule(set(0), set(0), set(29), set(2), ALL_WEEKDAYS, ZoneId.of("UTC"));
    assertThat(fires(leapDay, "2026-01-01T00:00:00Z", 1)).containsExactly("2028-02-29T00:00:00Z");
    CronSchedule never =
        new CronSchedule(set(0), set(0), set(30), set(2), ALL_WEEKDAYS, ZoneId.of("UTC"));
    assertThat(never.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void outOfRange_isRefused() {
    assertThatThrownBy(() -> daily(24, 0, "UTC"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("hours");
  }

  private static List<String> fires(CronSchedule schedule, String after, int count) {
    List<String> times = new ArrayList<>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = schedule.next(at).orElseThrow();
      times.add(at.toString());
    }
    return times;
  }

  private static CronSchedule daily(int hour, int minute, String zone) {
    return new CronSchedule(
        set(minute), set(hour), ALL_DAYS, ALL_MONTHS, ALL_WEEKDAYS, ZoneId.of(zone));
  }

  private static SortedSet<Integer> set(Integer... values) {
    return new TreeSet<>(List.of(values));
  }

  private static SortedSet<Integer> range(int from, int to) {
    return new TreeSet<>(IntStream.rangeClosed(from, to).boxed().toList());
  }
}
