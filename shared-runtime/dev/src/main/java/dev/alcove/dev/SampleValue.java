package dev.alcove.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;

/** Makes values that a JSON schema admits, for calls that people can copy. */
final class SampleValue {
  private static final int MOST_DEPTH = 8;

  private int numbers;

  /** A value for a schema: its example, its first choice, or something of the right type. */
  JsonNode of(JsonNode schema) {
    return of(schema, 0);
  }

  private JsonNode of(JsonNode schema, int depth) {
    if (schema.has("example")) {
      return schema.get("example");
    }
    if (schema.path("enum").path(0).isValueNode()) {
      return schema.path("enum").get(0);
    }
    String type = schema.path("type").asText(schema.has("properties") ? "object" : "");
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "number", "integer" -> Json.mapper().getNodeFactory().numberNode(++numbers);
      case "boolean" -> Json.mapper().getNodeFactory().booleanNode(true);
      default -> Json.mapper().getNodeFactory().textNode("text");
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    if (depth < MOST_DEPTH) {
      schema
          .path("properties")
          .properties()
          .forEach(property -> object.set(property.getKey(), of(property.getValue(), depth + 1)));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = Json.mapper().createArrayNode();
    if (depth < MOST_DEPTH && schema.has("items")) {
      array.add(of(schema.get("items"), depth + 1));
    }
    return array;
  }
}
