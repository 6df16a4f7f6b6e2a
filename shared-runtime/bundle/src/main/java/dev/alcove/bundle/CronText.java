package dev.alcove.bundle;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.parser.CronParser;
import dev.alcove.domain.CronSchedule;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes a {@link CronSchedule} of a unix cron expression: five fields, or {@code @daily} ... */
final class CronText {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /** Sunday is 0 and 7, as in every cron; the range is read before 7 becomes a Sunday. */
  private static final CronDefinition UNIX =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withStrictRange()
          .and()
          .withHours()
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .withStrictRange()
          .and()
          .withMonth()
          .withStrictRange()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withStrictRange()
          .and()
          .instance();

  private static final Pattern QUARTZ =
      Pattern.compile("[?#]|(?i:\\bL\\b|[0-9]L|\\bL-|[0-9]W|\\bLW)");
  private static final String EXAMPLE = "Write five fields, such as `0 9 * * 1-5`.";

  /** From when on a first time is looked for: any fixed time will do. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private CronText() {}

  /** The zone of that name; UTC, and a finding, if there is none. */
  static ZoneId zone(String name, Place place, Findings findings) {
    if (ZoneId.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    findings.error(
        place,
        "There is no time zone `" + Shown.of(name) + "`.",
        NearestName.to(name, ZoneId.getAvailableZoneIds())
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("Use a name of the IANA database, such as `Europe/Berlin`."));
    return ZoneId.of("UTC");
  }

  /** The schedule, if the expression is one; else a finding says why not. */
  static Optional<CronSchedule> parse(
      String expression, ZoneId zone, Place place, Findings findings) {
    String text = expression.strip();
    if (text.startsWith("@")) {
      String fields = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
      if (fields == null) {
        findings.error(
            place,
            "There is no schedule `" + Shown.of(text) + "`.",
            NearestName.cure(text, NICKNAMES.keySet().stream().sorted().toList()));
        return Optional.empty();
      }
      text = fields;
    }
    Optional<String> wrong = shape(text);
    if (wrong.isPresent()) {
      findings.error(place, "Schedule `" + Shown.of(expression) + "` " + wrong.get(), EXAMPLE);
      return Optional.empty();
    }
    try {
      CronSchedule schedule = schedule(new CronParser(UNIX).parse(text).validate(), zone);
      if (schedule.next(START).isEmpty()) {
        findings.error(
            place,
            "Schedule `" + Shown.of(expression) + "` never fires: there is no such day.",
            "Choose a day that its months have.");
        return Optional.empty();
      }
      return Optional.of(schedule);
    } catch (IllegalArgumentException e) {
      findings.error(
          place,
          "Schedule `" + Shown.of(expression) + "` is not a cron expression: " + reason(e),
          EXAMPLE);
      return Optional.empty();
    }
  }

  private static Optional<String> shape(String text) {
    int fields = text.split("\\s+", -1).length;
    if (fields == 6 || fields == 7) {
      return Optional.of("has " + fields + " fields: there are no seconds and no years here.");
    }
    if (fields != 5) {
      return Optional.of("has " + fields + " fields.");
    }
    if (QUARTZ.matcher(text).find()) {
      return Optional.of("uses `L`, `W`, `#` or `?`, which unix cron does not have.");
    }
    return Optional.empty();
  }

  private static String reason(IllegalArgumentException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage() == null ? "it cannot be read" : cause.getMessage();
    return Shown.of(message.endsWith(".") ? message : message + ".");
  }

  private static CronSchedule schedule(Cron cron, ZoneId zone) {
    Map<CronFieldName, CronField> fields = cron.retrieveFieldsAsMap();
    SortedSet<Integer> weekdays = new TreeSet<>();
    values(fields, CronFieldName.DAY_OF_WEEK, 0, 7).forEach(d -> weekdays.add(d == 0 ? 7 : d));
    return new CronSchedule(
        values(fields, CronFieldName.MINUTE, 0, 59),
        values(fields, CronFieldName.HOUR, 0, 23),
        values(fields, CronFieldName.DAY_OF_MONTH, 1, 31),
        values(fields, CronFieldName.MONTH, 1, 12),
        weekdays,
        zone);
  }

  private static SortedSet<Integer> values(
      Map<CronFieldName, CronField> fields, CronFieldName name, int least, int most) {
    CronField field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("field " + name + " is missing");
    }
    SortedSet<Integer> values = new TreeSet<>();
    add(field.getExpression(), least, most, values);
    return values;
  }

  private static void add(
      FieldExpression expression, int least, int most, SortedSet<Integer> values) {
    switch (expression) {
      case And and -> and.getExpressions().forEach(part -> add(part, least, most, values));
      case Every every -> every(every, least, most, values);
      case Between between ->
          steps(number(between.getFrom()), number(between.getTo()), 1, least, most, values);
      case On on -> steps(number(on.getTime()), number(on.getTime()), 1, least, most, values);
      case Always _ -> steps(least, most, 1, least, most, values);
      default -> throw new IllegalArgumentException("`" + expression.asString() + "` is unknown");
    }
  }

  /** Steps count from the start of their range, and from a single number to the end. */
  private static void every(Every every, int least, int most, SortedSet<Integer> values) {
    int period = number(every.getPeriod());
    switch (every.getExpression()) {
      case Between between ->
          steps(number(between.getFrom()), number(between.getTo()), period, least, most, values);
      case On on -> steps(number(on.getTime()), most, period, least, most, values);
      case Always _ ->
          steps(least, least == 0 && most == 7 ? 6 : most, period, least, most, values);
      default -> throw new IllegalArgumentException("`" + every.asString() + "` is unknown");
    }
  }

  private static void steps(
      int from, int to, int period, int least, int most, SortedSet<Integer> values) {
    if (period < 1 || from < least || to > most || from > to) {
      throw new IllegalArgumentException(
          String.format("%d-%d/%d is not within %d to %d", from, to, period, least, most));
    }
    for (int value = from; value <= to; value += period) {
      values.add(value);
    }
  }

  private static int number(FieldValue<?> value) {
    if (value.getValue() instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException("`" + value.getValue() + "` is not a number");
  }
}
