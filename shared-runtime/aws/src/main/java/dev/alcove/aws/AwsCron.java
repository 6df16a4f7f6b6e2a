package dev.alcove.aws;

import dev.alcove.domain.CronSchedule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A unix cron value in the words of EventBridge Scheduler: {@code cron(minutes hours day-of-month
 * month day-of-week year)}, days of the week from 1 for Sunday, and exactly one of the two days is
 * {@code ?}. So a value that restricts both days, which unix reads as "either", is two expressions;
 * a day that both name fires in both, with the same scheduled time, and counts once.
 *
 * @param expressions one or two
 * @param zone an IANA name
 */
record AwsCron(List<String> expressions, String zone) {
  private static final int MINUTES = 60;
  private static final int HOURS = 24;
  private static final int DAYS_OF_MONTH = 31;
  private static final int MONTHS = 12;
  private static final int DAYS_OF_WEEK = 7;
  private static final String ANY = "*";
  private static final String UNSAID = "?";

  /** From so many on a run of neighbours is shorter as a range. */
  private static final int SHORTEST_RANGE = 3;

  AwsCron {
    expressions = List.copyOf(expressions);
  }

  /**
   * Translates.
   *
   * @throws IllegalArgumentException if the zone is an offset, which Scheduler has no name for
   */
  static AwsCron of(CronSchedule cron) {
    String daysOfMonth = set(cron.daysOfMonth(), DAYS_OF_MONTH);
    String daysOfWeek = set(fromSunday(cron.daysOfWeek()), DAYS_OF_WEEK);
    List<String> expressions = new ArrayList<>();
    if (daysOfWeek.equals(ANY) || !daysOfMonth.equals(ANY)) {
      expressions.add(expression(cron, daysOfMonth, UNSAID));
    }
    if (!daysOfWeek.equals(ANY)) {
      expressions.add(expression(cron, UNSAID, daysOfWeek));
    }
    return new AwsCron(expressions, zone(cron.zone()));
  }

  private static String expression(CronSchedule cron, String daysOfMonth, String daysOfWeek) {
    return "cron("
        + String.join(
            " ",
            set(cron.minutes(), MINUTES),
            set(cron.hours(), HOURS),
            daysOfMonth,
            set(cron.months(), MONTHS),
            daysOfWeek,
            ANY)
        + ")";
  }

  private static SortedSet<Integer> fromSunday(SortedSet<Integer> fromMonday) {
    SortedSet<Integer> days = new TreeSet<>();
    fromMonday.forEach(day -> days.add(day % DAYS_OF_WEEK + 1));
    return days;
  }

  private static String set(SortedSet<Integer> values, int all) {
    if (values.size() == all) {
      return ANY;
    }
    List<String> parts = new ArrayList<>();
    Iterator<Integer> rest = values.iterator();
    int first = rest.next();
    int last = first;
    while (rest.hasNext()) {
      int next = rest.next();
      if (next != last + 1) {
        addRun(parts, first, last);
        first = next;
      }
      last = next;
    }
    addRun(parts, first, last);
    return String.join(",", parts);
  }

  private static void addRun(List<String> parts, int first, int last) {
    if (last - first + 1 >= SHORTEST_RANGE) {
      parts.add(first + "-" + last);
      return;
    }
    for (int value = first; value <= last; value++) {
      parts.add(Integer.toString(value));
    }
  }

  private static String zone(ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    if (zone instanceof ZoneOffset) {
      throw new IllegalArgumentException(
          "Time zone `" + zone + "` has no IANA name; EventBridge Scheduler takes no other.");
    }
    return zone.getId();
  }
}
