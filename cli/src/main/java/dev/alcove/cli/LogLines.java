package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Log lines as people read them. */
final class LogLines {
  /** What has a place of its own, or says nothing to whoever asked. */
  private static final Set<String> PLACED =
      Set.of(
          "message",
          "level",
          "tenant_id",
          "user_id",
          "source_file",
          "app",
          "script",
          "execution_id",
          "time",
          "source",
          "stack");

  private LogLines() {}

  /**
   * One line: time, level, entry, message, fields.
   *
   * @param named whether to say of which entry it is
   */
  static String line(JsonNode line, boolean named) {
    StringBuilder text = new StringBuilder();
    text.append(Shown.time(line, "time")).append("  ");
    String level = Shown.text(line, "level").toUpperCase(Locale.ROOT);
    text.append(String.format(Locale.ROOT, "%-5s", level)).append("  ");
    if (named) {
      text.append(Shown.text(line, "app"))
          .append('/')
          .append(Shown.text(line, "script"))
          .append("  ");
    }
    text.append(Shown.text(line, "message"));
    for (Map.Entry<String, JsonNode> field : line.properties()) {
      if (!PLACED.contains(field.getKey())) {
        text.append("  ").append(field.getKey()).append('=');
        text.append(
            field.getValue().isValueNode()
                ? field.getValue().asText()
                : Json.text(field.getValue()));
      }
    }
    Shown.text(line, "stack").lines().forEach(frame -> text.append("\n    ").append(frame));
    return text.toString();
  }
}
