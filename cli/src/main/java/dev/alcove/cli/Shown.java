package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Values of answers as people read them. */
final class Shown {
  private static final int SHORT_HASH = 12;
  private static final int MOST_MESSAGE = 80;

  private Shown() {}

  /** A text field; "" if it is missing or null. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }

  /** The first digits of a version. */
  static String version(JsonNode node, String field) {
    String hash = text(node, field);
    return hash.length() <= SHORT_HASH ? hash : hash.substring(0, SHORT_HASH);
  }

  /** A time to the second, in UTC. */
  static String time(JsonNode node, String field) {
    String text = text(node, field);
    try {
      return Instant.ofEpochSecond(Instant.parse(text).getEpochSecond())
          .toString()
          .replace('T', ' ');
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  /** One line that fits into a table. */
  static String message(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= MOST_MESSAGE ? line : line.substring(0, MOST_MESSAGE) + "…";
  }

  static String millis(JsonNode node, String field) {
    return node.path(field).isNumber()
        ? String.format(Locale.ROOT, "%.1f", node.path(field).asDouble())
        : "";
  }

  static String offset(String iso) {
    try {
      // To the minute: the clock was moved from somewhere within one.
      Duration exact = Duration.parse(iso);
      Duration offset = Duration.ofMinutes(exact.plusSeconds(30).toMinutes());
      return offset.isZero()
          ? "as real time"
          : "ahead of real time by "
              + (offset.toDays() > 0 ? offset.toDays() + " d " : "")
              + String.format(
                  Locale.ROOT, "%d h %d min", offset.toHoursPart(), offset.toMinutesPart());
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  /** A problem of a bundle: {@code app.json:12:7: message Cure.} and the line it is in. */
  static String problem(JsonNode problem, String file, int line) {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
      if (problem.path("column").asInt() > 0) {
        text.append(':').append(problem.path("column").asInt());
      }
    }
    text.append(": ").append(text(problem, "message"));
    if (!text(problem, "cure").isEmpty()) {
      text.append(' ').append(text(problem, "cure"));
    }
    if (!text(problem, "excerpt").isBlank()) {
      text.append('\n').append("    ").append(text(problem, "excerpt").strip());
    }
    return text.toString();
  }
}
