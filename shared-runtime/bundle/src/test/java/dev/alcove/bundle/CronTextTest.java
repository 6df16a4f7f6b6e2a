package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.CronSchedule;
import dev.alcove.wire.Place;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTextTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static CronSchedule parse(String expression, ZoneId zone) {
    Findings findings = new Findings();
    Optional<CronSchedule> schedule =
        CronText.parse(expression, zone, Place.of("app.json"), findings);
    assertThat(findings.problems()).as(expression).isEmpty();
    return schedule.orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * 0 | * * * * 7",
        "* * * * SUN | * * * * 0",
        "* * * * MON-FRI | * * * * 1-5",
        "* * * * mon,wed | * * * * 1,3",
        "* * * jan,DEC * | * * * 1,12 *",
        "* * * * 5-7 | * * * * 0,5,6",
        "* * * * 0-6 | * * * * *",
        "* * * * 0-7 | * * * * *",
        "* * * * */2 | * * * * 0,2,4,6",
        "*/20 * * * * | 0,20,40 * * * *",
        "10-40/10 * * * * | 10,20,30,40 * * * *",
        "50/5 * * * * | 50,55 * * * *",
        "'  0   9 * * * ' | 0 9 * * *",
        "@daily | 0 0 * * *",
        "@Midnight | 0 0 * * *",
        "@weekly | 0 0 * * 0",
        "@monthly | 0 0 1 * *",
        "@yearly | 0 0 1 1 *",
        "@annually | 0 0 1 1 *",
        "@hourly | 0 * * * *"
      })
  void readsTheFormsOfUnix(String expression, String plain) {
    assertThat(parse(expression, UTC)).isEqualTo(parse(plain, UTC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 9 * * *",
        "* * * *",
        "",
        "@reboot",
        "0 9 L * *",
        "0 9 LW * *",
        "0 9 * * 1#2",
        "0 9 * * 5L",
        "0 9 ? * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "-1 * * * *",
        "a * * * *",
        "1,,2 * * * *",
        "0 0 30 2 *",
        "* * * * FUN",
        "1-2-3 * * * *",
        "*/ * * * *",
        "0 0 * * * 2026",
        "99999999999 * * * *"
      })
  void refusesWhatUnixHasNot(String expression) {
    Findings findings = new Findings();

    assertThat(CronText.parse(expression, UTC, Place.of("app.json"), findings)).isEmpty();
    assertThat(findings.problems()).hasSize(1);
  }

  /** What a person would do: look at each minute, in order, and see what the clock shows. */
  private static Optional<Instant> walk(
      String expression, ZoneId zone, Instant after, int minutes) {
    List<String> texts = List.of(expression.split(" ", -1));
    // Steps count from the least value, which is 1 for days and months.
    List<List<Boolean>> fields =
        IntStream.range(0, 5).mapToObj(i -> table(texts.get(i), i == 2 || i == 3 ? 1 : 0)).toList();
    Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
    for (int i = 0; i < minutes; i++) {
      minute = minute.plus(1, ChronoUnit.MINUTES);
      LocalDateTime local = LocalDateTime.ofInstant(minute, zone);
      // A minute that comes twice counts the first time.
      boolean first =
          zone.getRules()
              .getValidOffsets(local)
              .getFirst()
              .equals(zone.getRules().getOffset(minute));
      if (first && minute.isAfter(after) && shows(fields, local)) {
        return Optional.of(minute);
      }
    }
    return Optional.empty();
  }

  private static List<Boolean> table(String field, int least) {
    return IntStream.range(0, 60).mapToObj(value -> holds(field, value, least)).toList();
  }

  private static boolean shows(List<List<Boolean>> fields, LocalDateTime local) {
    int weekday = local.getDayOfWeek().getValue();
    boolean day = fields.get(2).get(local.getDayOfMonth());
    boolean week = fields.get(4).get(weekday) || (weekday == 7 && fields.get(4).get(0));
    boolean either = !all(fields.get(2), 1, 31) && !all(fields.get(4), 1, 7);
    return fields.get(0).get(local.getMinute())
        && fields.get(1).get(local.getHour())
        && fields.get(3).get(local.getMonthValue())
        && (either ? day || week : day && week);
  }

  private static boolean all(List<Boolean> field, int least, int most) {
    return IntStream.rangeClosed(least, most)
        .allMatch(v -> field.get(v) || (v == 7 && field.get(0)));
  }

  private static boolean holds(String field, int value, int least) {
    for (String part : field.split(",", -1)) {
      String[] range = part.split("/", -1);
      int step = range.length > 1 ? Integer.parseInt(range[1]) : 1;
      String[] ends = range[0].split("-", -1);
      int from = range[0].equals("*") ? least : Integer.parseInt(ends[0]);
      int to =
          range[0].equals("*") || (ends.length == 1 && range.length > 1)
              ? Integer.MAX_VALUE
              : Integer.parseInt(ends[ends.length - 1]);
      if (value >= from && value <= to && (value - from) % step == 0) {
        return true;
      }
    }
    return false;
  }

  private static String field(Random random, int least, int most, int openness) {
    if (random.nextInt(10) < openness) {
      return random.nextBoolean() ? "*" : "*/" + (1 + random.nextInt(Math.min(12, most)));
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      int from = least + random.nextInt(most - least + 1);
      int to = from + random.nextInt(most - from + 1);
      parts.add(
          switch (random.nextInt(3)) {
            case 0 -> String.valueOf(from);
            case 1 -> from + "-" + to;
            default -> from + "-" + to + "/" + (1 + random.nextInt(5));
          });
    }
    return String.join(",", parts);
  }

  @ParameterizedTest
  @CsvSource({
    // The days around the changes of the clocks: a gap, then an overlap.
    "Europe/Berlin, 2026-03-28T12:00:00Z", "Europe/Berlin, 2026-10-24T12:00:00Z",
    "America/New_York, 2026-03-08T00:00:00Z", "America/New_York, 2026-10-31T20:00:00Z",
    "Australia/Lord_Howe, 2026-10-03T00:00:00Z", "Australia/Lord_Howe, 2026-04-04T00:00:00Z"
  })
  void firesWhenAWalkThroughTheMinutesSays(String zoneName, String start) {
    ZoneId zone = ZoneId.of(zoneName);
    Random random = new Random(20260101);
    for (int i = 0; i < 40; i++) {
      String expression =
          String.join(
              " ",
              field(random, 0, 59, 2),
              field(random, 0, 23, 4),
              field(random, 1, 31, 8),
              field(random, 1, 12, 9),
              field(random, 0, 7, 7));
      Optional<CronSchedule> schedule =
          CronText.parse(expression, zone, Place.of("app.json"), new Findings());
      if (schedule.isEmpty()) {
        // Only a day that never comes is refused of what is made here.
        assertThat(expression).containsPattern("(29|30|31)");
        continue;
      }
      Instant after = Instant.parse(start).plusSeconds(random.nextInt(86_400));
      for (int times = 0; times < 3; times++) {
        Optional<Instant> walked = walk(expression, zone, after, 3 * 24 * 60);
        if (walked.isEmpty()) {
          break;
        }
        assertThat(schedule.get().next(after))
            .as("%s after %s", expression, after)
            .isEqualTo(walked);
        after = walked.get();
      }
    }
  }

  @Test
  void namesTheNearestZone() {
    Findings findings = new Findings();

    CronText.zone("Europe/Berln", Place.of("app.json"), findings);

    assertThat(findings.problems().getFirst().cure()).isEqualTo("Did you mean `Europe/Berlin`?");
  }
}
