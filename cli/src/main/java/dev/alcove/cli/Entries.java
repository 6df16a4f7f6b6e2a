package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;

/** Entries of an app, one to a line. */
final class Entries {
  private Entries() {}

  static String line(JsonNode entry) {
    String name = Shown.text(entry, "name");
    String type = Shown.text(entry, "type");
    return switch (type) {
      case "endpoint" -> name + "   (" + Shown.text(entry, "mode") + ")";
      case "http" ->
          Shown.text(entry, "method")
              + " "
              + Shown.text(entry, "path")
              + "   (script "
              + name
              + ")";
      case "cron" ->
          "cron "
              + name
              + ": "
              + Shown.text(entry, "schedule")
              + " "
              + Shown.text(entry, "timezone")
              + ", next "
              + entry.path("next").path(0).path("local").asText("never");
      case "event" -> "event " + name + ": " + Json.text(entry.path("pattern"));
      case "embedded" -> "embedded " + name + ": hook " + Shown.text(entry, "hook");
      default -> type + " " + name;
    };
  }
}
