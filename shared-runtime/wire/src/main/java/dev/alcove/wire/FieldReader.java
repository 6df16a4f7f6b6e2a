package dev.alcove.wire;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the fields of one object. Every refusal is a {@link FormatException} that names the form
 * and the field by its path, such as {@code apps.main.version}.
 */
final class FieldReader {
  private final String form;
  private final String path;
  private final ObjectNode tree;

  private FieldReader(String form, String path, ObjectNode tree) {
    this.form = form;
    this.path = path;
    this.tree = tree;
  }

  static FieldReader parse(Bytes bytes, String form) {
    JsonNode node;
    try {
      node = Json.parse(bytes);
    } catch (FormatException e) {
      throw new FormatException("A " + form + " cannot be read. " + e.getMessage(), e);
    }
    if (node instanceof ObjectNode object) {
      return new FieldReader(form, "", object);
    }
    throw new FormatException("A " + form + " must be an object, not " + kind(node) + ".");
  }

  /** What is read, with the domain's own objections turned into this form's. */
  <T> T build(Function<FieldReader, T> take) {
    try {
      return take.apply(this);
    } catch (IllegalArgumentException e) {
      String part = path.isEmpty() ? "A " + form : "Field `" + path + "` of a " + form;
      throw new FormatException(part + " is not valid: " + e.getMessage(), e);
    }
  }

  String text(String name) {
    return present(name, JsonNode::isTextual, "a text").textValue();
  }

  long number(String name) {
    return present(name, FieldReader::isLong, "a whole number").longValue();
  }

  int integer(String name) {
    return present(name, FieldReader::isInt, "a whole number").intValue();
  }

  boolean flag(String name) {
    return present(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  Instant time(String name) {
    return value(name, Instant::parse);
  }

  /** A text that {@code parse} understands. */
  <T> T value(String name, Function<String, T> parse) {
    String text = text(name);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw invalid(name, e);
    }
  }

  <E extends Enum<E>> E word(String name, Class<E> type) {
    return value(name, text -> one(type, text, e -> e.name().toLowerCase(Locale.ROOT)));
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return value(name, text -> one(type, text, Enum::name));
  }

  List<String> texts(String name) {
    return elements(name, JsonNode::isTextual, "texts").stream().map(JsonNode::textValue).toList();
  }

  SortedSet<Integer> integers(String name) {
    TreeSet<Integer> integers = new TreeSet<>();
    elements(name, FieldReader::isInt, "whole numbers")
        .forEach(element -> integers.add(element.intValue()));
    return integers;
  }

  /** Any value, as JSON text. */
  String json(String name) {
    return Json.text(present(name, node -> true, "a value"));
  }

  <T> T object(String name, Function<FieldReader, T> take) {
    return within(name, present(name, JsonNode::isObject, "an object")).build(take);
  }

  <T> List<T> list(String name, Function<FieldReader, T> take) {
    List<T> values = new ArrayList<>();
    for (JsonNode element : elements(name, JsonNode::isObject, "objects")) {
      values.add(within(name + "[" + values.size() + "]", element).build(take));
    }
    return List.copyOf(values);
  }

  <T> SortedMap<String, T> map(String name, Function<FieldReader, T> take) {
    FieldReader object = within(name, present(name, JsonNode::isObject, "an object"));
    SortedMap<String, T> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.tree.properties()) {
      values.put(field.getKey(), object.object(field.getKey(), take));
    }
    return values;
  }

  /** A field that may be missing or null, read by {@code take} if it is there. */
  <T> Optional<T> optional(String name, BiFunction<FieldReader, String, T> take) {
    return tree.hasNonNull(name) ? Optional.of(take.apply(this, name)) : Optional.empty();
  }

  OptionalLong optionalNumber(String name) {
    return tree.hasNonNull(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
  }

  /** The fields that {@code wanted} names, as the text of a JSON object. */
  String others(Predicate<String> wanted) {
    ObjectNode others = Json.object();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (wanted.test(field.getKey())) {
        others.set(field.getKey(), field.getValue());
      }
    }
    return Json.text(others);
  }

  private FormatException invalid(String name, Exception cause) {
    return new FormatException(at(name) + " is not valid: " + cause.getMessage(), cause);
  }

  private List<JsonNode> elements(String name, Predicate<JsonNode> fits, String wanted) {
    List<JsonNode> elements = new ArrayList<>();
    for (JsonNode element : present(name, JsonNode::isArray, "a list of " + wanted)) {
      if (!fits.test(element)) {
        String field = at(name + "[" + elements.size() + "]");
        throw new FormatException(
            field + " must not be " + kind(element) + " among " + wanted + ".");
      }
      elements.add(element);
    }
    return elements;
  }

  private JsonNode present(String name, Predicate<JsonNode> fits, String wanted) {
    JsonNode value = tree.get(name);
    if (value == null) {
      throw new FormatException(at(name) + " is missing.");
    }
    if (!fits.test(value)) {
      throw new FormatException(at(name) + " must be " + wanted + ", not " + kind(value) + ".");
    }
    return value;
  }

  private FieldReader within(String name, JsonNode node) {
    return new FieldReader(form, pathOf(name), (ObjectNode) node);
  }

  private String at(String name) {
    return "Field `" + pathOf(name) + "` of a " + form;
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static <E extends Enum<E>> E one(
      Class<E> type, String text, Function<E, String> written) {
    List<E> constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> written.apply(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    constants.stream().map(written).collect(joining(", ", "it is one of ", "."))));
  }

  private static boolean isLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static boolean isInt(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt();
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> node.isIntegralNumber() ? "a whole number" : "a number with a fraction";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "something else";
    };
  }
}
