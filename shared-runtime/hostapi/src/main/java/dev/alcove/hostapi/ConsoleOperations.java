package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.domain.LogLine.Level;
import dev.alcove.hostapi.Operation.Answer;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.Map;

/** {@code console}: lines for the run's log. */
final class ConsoleOperations {
  private static final String PREFIX = "user_";

  /** The one platform field that a field of a script's could be called like. */
  private static final String PLATFORMS_OWN = "user_id";

  private ConsoleOperations() {}

  static void addTo(Map<String, Operation> table) {
    table.put("console.write", ConsoleOperations::write);
  }

  private static Answer write(RunState run, Arguments arguments, Bytes bytes) {
    ObjectNode fields = Json.object();
    for (String text : arguments.texts("fields")) {
      merge(text, fields);
    }
    run.logs().add(level(arguments.text("level")), arguments.text("text"), Json.text(fields));
    return Answer.NOTHING;
  }

  /** Fields go under their own name if it says whose they are, else with that before it. */
  private static void merge(String object, ObjectNode into) {
    JsonNode tree;
    try {
      tree = Json.parse(object);
    } catch (FormatException e) {
      throw HostException.type("`fields` must be texts of JSON objects.");
    }
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String name = field.getKey().startsWith(PREFIX) ? field.getKey() : PREFIX + field.getKey();
      if (!name.equals(PLATFORMS_OWN)) {
        into.set(name, field.getValue());
      }
    }
  }

  private static Level level(String name) {
    return switch (name) {
      case "debug" -> Level.DEBUG;
      case "info" -> Level.INFO;
      case "warn" -> Level.WARN;
      case "error" -> Level.ERROR;
      default -> throw HostException.type("`level` must be debug, info, warn or error.");
    };
  }
}
