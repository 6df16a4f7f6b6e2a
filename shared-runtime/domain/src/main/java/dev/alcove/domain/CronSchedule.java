package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a cron script fires: unix cron's five sets in a time zone. As in unix, when both days are
 * restricted a day matches either. A local time that a change of the clocks skips does not fire;
 * one that happens twice fires once, the first time (the rule of EventBridge Scheduler).
 *
 * @param minutes 0 to 59
 * @param hours 0 to 23
 * @param daysOfMonth 1 to 31
 * @param months 1 to 12
 * @param daysOfWeek 1 (Monday) to 7
 */
public record CronSchedule(
    SortedSet<Integer> minutes,
    SortedSet<Integer> hours,
    SortedSet<Integer> daysOfMonth,
    SortedSet<Integer> months,
    SortedSet<Integer> daysOfWeek,
    ZoneId zone) {
  /** February 29 comes back after at most eight years; further there is nothing to find. */
  private static final int MOST_DAYS_AHEAD = 366 * 8 + 2;

  private static final int ALL_DAYS_OF_MONTH = 31;
  private static final int ALL_DAYS_OF_WEEK = 7;

  public CronSchedule {
    minutes = checked(minutes, "minutes", 0, 59);
    hours = checked(hours, "hours", 0, 23);
    daysOfMonth = checked(daysOfMonth, "days of month", 1, 31);
    months = checked(months, "months", 1, 12);
    daysOfWeek = checked(daysOfWeek, "days of week", 1, 7);
    requireNonNull(zone, "zone is null");
  }

  private static SortedSet<Integer> checked(
      SortedSet<Integer> set, String what, int least, int most) {
    if (set.isEmpty() || set.first() < least || set.last() > most) {
      throw new InvalidValueException(
          "A cron schedule's " + what + " must be some of " + least + " to " + most + ".");
    }
    return java.util.Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }

  /** The first time strictly after {@code after}; empty if there is none (such as February 30). */
  public Optional<Instant> next(Instant after) {
    LocalDate start = after.atZone(zone).toLocalDate().minusDays(1);
    for (int days = 0; days < MOST_DAYS_AHEAD; days++) {
      LocalDate day = start.plusDays(days);
      if (!fires(day)) {
        continue;
      }
      Optional<Instant> first = firstOn(day, after);
      if (first.isPresent()) {
        return first;
      }
    }
    return Optional.empty();
  }

  private boolean fires(LocalDate day) {
    if (!months.contains(day.getMonthValue())) {
      return false;
    }
    boolean monthDay = daysOfMonth.contains(day.getDayOfMonth());
    boolean weekDay = daysOfWeek.contains(DayOfWeek.from(day).getValue());
    boolean either = daysOfMonth.size() < ALL_DAYS_OF_MONTH && daysOfWeek.size() < ALL_DAYS_OF_WEEK;
    return either ? monthDay || weekDay : monthDay && weekDay;
  }

  private Optional<Instant> firstOn(LocalDate day, Instant after) {
    Instant earliest = null;
    for (int hour : hours) {
      for (int minute : minutes) {
        LocalDateTime local = day.atTime(hour, minute);
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
          continue;
        }
        ZoneOffset first = offsets.getFirst();
        Instant instant = local.toInstant(first);
        if (instant.isAfter(after) && (earliest == null || instant.isBefore(earliest))) {
          earliest = instant;
        }
      }
    }
    return Optional.ofNullable(earliest);
  }
}
