package dev.alcove.bundle;

import dev.alcove.wire.Json;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;

/** Checks event patterns by EventBridge's own matcher, and reads the types they name. */
final class EventPattern {
  private static final int MOST_CHARACTERS = 4096;

  private EventPattern() {}

  /** The pattern as text, if it is one. */
  static Optional<String> check(Tree.Obj pattern, Findings findings) {
    String text = TreeWriter.write(pattern);
    if (text.length() > MOST_CHARACTERS) {
      findings.error(
          pattern.place(),
          "The pattern has more than " + MOST_CHARACTERS + " characters.",
          "Subscribe to fewer types, or check the rest in the handler.");
      return Optional.empty();
    }
    String wrong = reason(text);
    if (wrong == null) {
      return Optional.of(text);
    }
    findings.error(
        pattern.place(),
        "The pattern is not one that EventBridge knows: " + wrong,
        "Write lists of values at the ends, such as `{\"detail-type\": [\"order.created\"]}`.");
    return Optional.empty();
  }

  private static @Nullable String reason(String pattern) {
    try {
      String wrong = JsonRuleCompiler.check(pattern);
      if (wrong == null) {
        JsonRuleCompiler.compile(pattern);
        return null;
      }
      return sentence(wrong);
    } catch (IOException | RuntimeException e) {
      String message = e.getMessage();
      return sentence(message == null ? "it cannot be compiled" : message);
    }
  }

  /** The matcher's first line: the rest says where in a text that the author did not write. */
  private static String sentence(String message) {
    String line = message.lines().findFirst().orElse("").replaceAll(" at \\[Source.*", "").strip();
    return line.endsWith(".") ? line : line + ".";
  }

  /** The types that a checked pattern names literally. */
  static List<String> types(String pattern) {
    List<String> types = new ArrayList<>();
    Json.parse(pattern)
        .path("detail-type")
        .forEach(
            item -> {
              if (item.isTextual()) {
                types.add(item.textValue());
              }
            });
    return types;
  }

  /** The handler of one type: {@code order.created} is handled by {@code handleOrderCreated}. */
  static String handler(String type) {
    StringBuilder name = new StringBuilder("handle");
    for (String part : type.split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty()) {
        name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return name.toString();
  }
}
