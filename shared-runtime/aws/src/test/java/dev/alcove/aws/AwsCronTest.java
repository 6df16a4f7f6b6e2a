package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.CronSchedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that Scheduler, by its own documented rules, fires when the domain's value says. */
class AwsCronTest {
  private static final int MOST_CHARACTERS = 256;

  private static final int DAYS_COMPARED = 25;

  /** Before the clocks change in one of the zones, and before February 29. */
  private static final List<LocalDate> STARTS =
      List.of(
          LocalDate.of(2027, 3, 1),
          LocalDate.of(2027, 3, 20),
          LocalDate.of(2027, 10, 22),
          LocalDate.of(2028, 2, 15));

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");

  private static SortedSet<Integer> range(int first, int last) {
    return new TreeSet<>(IntStream.rangeClosed(first, last).boxed().toList());
  }

  private static SortedSet<Integer> set(Integer... values) {
    return new TreeSet<>(List.of(values));
  }

  private static CronSchedule cron(SortedSet<Integer> daysOfMonth, SortedSet<Integer> daysOfWeek) {
    return new CronSchedule(
        set(0), set(9), daysOfMonth, range(1, 12), daysOfWeek, ZoneId.of("Europe/Berlin"));
  }

  @Test
  void everyDayLeavesTheDayOfWeekUnsaid() {
    assertThat(AwsCron.of(cron(range(1, 31), range(1, 7))))
        .isEqualTo(new AwsCron(List.of("cron(0 9 * * ? *)"), "Europe/Berlin"));
  }

  @Test
  void daysOfTheWeekCountFromSunday() {
    assertThat(AwsCron.of(cron(range(1, 31), set(7))).expressions())
        .containsExactly("cron(0 9 ? * 1 *)");
    assertThat(AwsCron.of(cron(range(1, 31), range(1, 5))).expressions())
        .containsExactly("cron(0 9 ? * 2-6 *)");
    assertThat(AwsCron.of(cron(range(1, 31), set(1, 7))).expressions())
        .containsExactly("cron(0 9 ? * 1,2 *)");
  }

  @Test
  void oneOfTwoDaysIsTwoSchedules() {
    assertThat(AwsCron.of(cron(set(1, 15), set(1))).expressions())
        .containsExactly("cron(0 9 1,15 * ? *)", "cron(0 9 ? * 2 *)");
  }

  @Test
  void aZoneWithoutANameIsRefused() {
    CronSchedule offset =
        new CronSchedule(
            set(0), set(9), range(1, 31), range(1, 12), range(1, 7), ZoneOffset.ofHours(2));
    assertThatThrownBy(() -> AwsCron.of(offset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("+02:00");
    CronSchedule utc =
        new CronSchedule(set(0), set(9), range(1, 31), range(1, 12), range(1, 7), ZoneOffset.UTC);
    assertThat(AwsCron.of(utc).zone()).isEqualTo("UTC");
  }

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("alcove.seeds", 100));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void firesWhenTheDomainSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CronSchedule cron =
        new CronSchedule(
            some(random, 0, 59),
            some(random, 0, 23),
            some(random, 1, 31),
            some(random, 1, 12),
            some(random, 1, 7),
            ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
    AwsCron aws = AwsCron.of(cron);
    assertThat(aws.expressions()).allMatch(text -> text.length() <= MOST_CHARACTERS);
    LocalDate start = STARTS.get(random.nextInt(STARTS.size())).plusDays(random.nextInt(10));
    Instant from = start.atStartOfDay(ZoneId.of(aws.zone())).toInstant();
    Instant to = start.plusDays(DAYS_COMPARED).atStartOfDay(ZoneId.of(aws.zone())).toInstant();
    SortedSet<Instant> theirs = new TreeSet<>();
    for (String expression : aws.expressions()) {
      theirs.addAll(firings(expression, ZoneId.of(aws.zone()), start));
    }
    assertThat(firings(cron, from, to)).as(aws.toString()).isEqualTo(List.copyOf(theirs));
  }

  /** All, one, some, or a run of neighbours. */
  private static SortedSet<Integer> some(SplittableRandom random, int least, int most) {
    int first = random.nextInt(least, most + 1);
    return switch (random.nextInt(4)) {
      case 0 -> range(least, most);
      case 1 -> set(first);
      case 2 -> range(first, random.nextInt(first, most + 1));
      default -> {
        SortedSet<Integer> values = set(first);
        for (int i = 0; i < 4; i++) {
          values.add(random.nextInt(least, most + 1));
        }
        yield values;
      }
    };
  }

  private static List<Instant> firings(CronSchedule cron, Instant from, Instant to) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = cron.next(from.minusNanos(1));
    while (next.isPresent() && next.get().isBefore(to)) {
      times.add(next.get());
      next = cron.next(next.get());
    }
    return times;
  }

  /** The documented rules of {@code cron(...)}, read from the text and nothing else. */
  private static List<Instant> firings(String expression, ZoneId zone, LocalDate start) {
    assertThat(expression).startsWith("cron(").endsWith(")");
    String[] fields =
        expression.substring("cron(".length(), expression.length() - 1).split(" ", -1);
    assertThat(fields).hasSize(6);
    // Exactly one of the two days is unsaid.
    assertThat(fields[2].equals("?")).isNotEqualTo(fields[4].equals("?"));
    Set<Integer> minutes = named(fields[0], 0, 59);
    Set<Integer> hours = named(fields[1], 0, 23);
    Set<Integer> daysOfMonth = named(fields[2], 1, 31);
    Set<Integer> months = named(fields[3], 1, 12);
    Set<Integer> daysOfWeek = named(fields[4], 1, 7);
    assertThat(fields[5]).isEqualTo("*");
    List<Instant> times = new ArrayList<>();
    for (int day = 0; day < DAYS_COMPARED; day++) {
      LocalDate date = start.plusDays(day);
      if (!months.contains(date.getMonthValue())
          || !daysOfMonth.contains(date.getDayOfMonth())
          || !daysOfWeek.contains(date.getDayOfWeek().getValue() % 7 + 1)) {
        continue;
      }
      for (int hour : hours) {
        for (int minute : minutes) {
          LocalDateTime local = date.atTime(hour, minute);
          // A local time that is skipped does not fire; one that comes twice fires the first time.
          zone.getRules().getValidOffsets(local).stream()
              .limit(1)
              .forEach(offset -> times.add(local.toInstant(offset)));
        }
      }
    }
    return times;
  }

  private static Set<Integer> named(String field, int least, int most) {
    if (field.equals("*") || field.equals("?")) {
      return range(least, most);
    }
    Set<Integer> values = new TreeSet<>();
    for (String part : field.split(",", -1)) {
      String[] ends = part.split("-", -1);
      values.addAll(range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }
    assertThat(values).allMatch(value -> least <= value && value <= most);
    return values;
  }
}
