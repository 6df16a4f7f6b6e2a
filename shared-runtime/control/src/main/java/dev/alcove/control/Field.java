package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;

/**
 * One field of a request's body or query: what the check of the request and the description of the
 * API are both made from.
 */
record Field(String name, Kind kind, boolean required, String description) {
  /** What a field's value may be. */
  enum Kind {
    TEXT,
    COUNT,
    FLAG,
    OBJECT,
    LIST,
    ANY
  }

  Field {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(description, "description is null");
  }

  static Field required(String name, Kind kind, String description) {
    return new Field(name, kind, true, description);
  }

  static Field optional(String name, Kind kind, String description) {
    return new Field(name, kind, false, description);
  }

  /** The field as a JSON schema. */
  ObjectNode schema() {
    ObjectNode schema = Json.object();
    switch (kind) {
      case TEXT -> schema.put("type", "string");
      case COUNT -> schema.put("type", "integer").put("minimum", 0);
      case FLAG -> schema.put("type", "boolean");
      case OBJECT -> schema.put("type", "object");
      case LIST -> schema.put("type", "array");
      case ANY -> {}
    }
    return schema;
  }
}
