package dev.alcove.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Writes the fields of one object, each in the form in which {@link FieldReader} reads it. */
final class FieldWriter {
  private final ObjectNode tree = Json.object();

  ObjectNode tree() {
    return tree;
  }

  void text(String name, String value) {
    tree.put(name, value);
  }

  void number(String name, long value) {
    tree.put(name, value);
  }

  void flag(String name, boolean value) {
    tree.put(name, value);
  }

  void time(String name, Instant value) {
    tree.put(name, value.toString());
  }

  /** An enum's constant in lower case: what people write so elsewhere too. */
  void word(String name, Enum<?> value) {
    tree.put(name, value.name().toLowerCase(Locale.ROOT));
  }

  /** An enum's constant as it is named: outcomes and error codes. */
  void constant(String name, Enum<?> value) {
    tree.put(name, value.name());
  }

  void texts(String name, Collection<String> values) {
    ArrayNode array = tree.putArray(name);
    values.forEach(array::add);
  }

  void integers(String name, Collection<Integer> values) {
    ArrayNode array = tree.putArray(name);
    values.forEach(array::add);
  }

  /** A JSON text, as the value that it says. */
  void json(String name, String value) {
    tree.set(name, Json.parse(value));
  }

  /** The fields of a JSON object's text that {@code wanted} names, beside the ones here. */
  void others(String object, Predicate<String> wanted) {
    for (Map.Entry<String, JsonNode> field : Json.parse(object).properties()) {
      if (wanted.test(field.getKey())) {
        tree.set(field.getKey(), field.getValue());
      }
    }
  }

  <T> void object(String name, T value, BiConsumer<T, FieldWriter> put) {
    tree.set(name, object(value, put));
  }

  <T> void list(String name, Collection<T> values, BiConsumer<T, FieldWriter> put) {
    ArrayNode array = tree.putArray(name);
    values.forEach(value -> array.add(object(value, put)));
  }

  <K, T> void map(String name, Map<K, T> values, BiConsumer<T, FieldWriter> put) {
    ObjectNode object = tree.putObject(name);
    values.forEach((key, value) -> object.set(key.toString(), object(value, put)));
  }

  private static <T> ObjectNode object(T value, BiConsumer<T, FieldWriter> put) {
    FieldWriter fields = new FieldWriter();
    put.accept(value, fields);
    return fields.tree;
  }
}
