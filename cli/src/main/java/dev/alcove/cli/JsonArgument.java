package dev.alcove.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON value as somebody gives it to an option: itself, {@code @file}, or {@code -} for stdin.
 */
final class JsonArgument {
  private JsonArgument() {}

  /** The value; {@code null} as JSON if nothing was given. */
  static JsonNode read(String option, String given, Surroundings around) {
    if (given.isEmpty()) {
      return Json.mapper().nullNode();
    }
    try {
      return Json.parse(text(given, around));
    } catch (FormatException e) {
      throw CommandFailure.usage(
          option + ": " + e.getMessage(),
          "Quote it for the shell, as in " + option + " '{\"a\": 1}', or use @FILE.");
    } catch (IOException e) {
      throw CommandFailure.usage(
          option + ": `" + given + "` cannot be read.", "Name a file with JSON after the @.");
    }
  }

  private static String text(String given, Surroundings around) throws IOException {
    if (given.equals("-")) {
      return new String(around.in().readAllBytes(), UTF_8);
    }
    return given.startsWith("@")
        ? Files.readString(around.path(Path.of(given.substring(1))))
        : given;
  }
}
