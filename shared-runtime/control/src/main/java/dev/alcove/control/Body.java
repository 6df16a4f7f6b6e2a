package dev.alcove.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's body: a JSON object, checked against the fields that its address takes. */
final class Body {
  private final ObjectNode tree;

  private Body(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * Reads a body; nothing at all is an object without fields.
   *
   * @throws Refusal if it is not an object, has a field that is not among {@code known}, lacks a
   *     required one, or one is of the wrong kind
   */
  static Body read(Bytes bytes, List<Field> known) {
    ObjectNode tree = object(bytes);
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      Field field =
          known.stream()
              .filter(one -> one.name().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(() -> Refusal.invalid(Shown.unknown("field", entry.getKey(), known)));
      check(field, entry.getValue());
    }
    for (Field field : known) {
      if (field.required() && !tree.has(field.name())) {
        throw Refusal.invalid("Field `" + field.name() + "` is missing: " + field.description());
      }
    }
    return new Body(tree);
  }

  static ObjectNode object(Bytes bytes) {
    if (bytes.isEmpty()) {
      return Json.object();
    }
    JsonNode node;
    try {
      node = Json.parse(bytes);
    } catch (FormatException e) {
      throw Refusal.invalid("The body cannot be read. " + e.getMessage());
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.invalid("The body must be a JSON object.");
  }

  private static void check(Field field, JsonNode value) {
    boolean fits =
        switch (field.kind()) {
          case TEXT -> value.isTextual();
          case COUNT -> value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0;
          case FLAG -> value.isBoolean();
          case OBJECT -> value.isObject();
          case LIST -> value.isArray();
          case ANY -> true;
        };
    if (!fits && !(value.isNull() && !field.required())) {
      String wanted =
          switch (field.kind()) {
            case TEXT -> "a text";
            case COUNT -> "a whole number, not negative";
            case FLAG -> "true or false";
            case OBJECT -> "an object";
            case LIST -> "a list";
            case ANY -> "any value";
          };
      throw Refusal.invalid("Field `" + field.name() + "` must be " + wanted + ".");
    }
  }

  /** A text that is required. */
  String text(String name) {
    return tree.path(name).asText();
  }

  Optional<String> optionalText(String name) {
    return tree.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** Whether the field is there and true. */
  boolean flag(String name) {
    return tree.path(name).asBoolean();
  }

  /** The JSON text of any value; {@code null} if it is missing. */
  String json(String name) {
    JsonNode value = tree.get(name);
    return value == null ? "null" : Json.text(value);
  }

  /** The elements of a list that is required. */
  List<JsonNode> list(String name) {
    List<JsonNode> elements = new ArrayList<>();
    tree.path(name).forEach(elements::add);
    return elements;
  }

  Optional<JsonNode> object(String name) {
    return tree.hasNonNull(name) ? Optional.of(tree.path(name)) : Optional.empty();
  }
}
