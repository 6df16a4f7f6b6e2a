package dev.alcove.dev;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how far to move the clock: {@code 90s}, {@code 1d12h}, or ISO 8601 as {@code PT24H}. */
final class DurationText {
  private static final Pattern PARTS = Pattern.compile("(\\d{1,9}[smhdw])+");
  private static final Pattern PART = Pattern.compile("(\\d+)([smhdw])");

  private DurationText() {}

  /** The duration; empty if the text is none, or it is not above zero. */
  static Optional<Duration> parse(String text) {
    String stripped = text.strip();
    if (!PARTS.matcher(stripped).matches()) {
      return iso(stripped);
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(stripped);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
              });
    }
    return Optional.of(sum).filter(Duration::isPositive);
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(Duration::isPositive);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
