package dev.alcove.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one way in which JSON is read and written. */
public final class Json {
  /** Numbers keep their digits, so that what is only passed on is not changed. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Half of a surrogate pair: a whole pair is one character of another category. */
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  private Json() {}

  /** The mapper that everybody shares. Nobody configures it further. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** A new object without fields. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new list without elements. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * Reads a JSON text: one value of any type, nothing after it.
   *
   * @throws FormatException if it is not one
   */
  public static JsonNode parse(String json) {
    try {
      return value(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  /**
   * Reads a JSON text in UTF-8.
   *
   * @throws FormatException if it is not one
   */
  public static JsonNode parse(Bytes json) {
    try {
      return value(MAPPER.readTree(json.toArray()));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new FormatException("This is not JSON: it is not UTF-8.", e);
    }
  }

  /** The compact text of a value, fields in their order. */
  public static String text(JsonNode value) {
    try {
      return escapeHalfPairs(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new FormatException("This cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The compact text of a value in UTF-8, fields in their order. */
  public static Bytes bytes(JsonNode value) {
    return Bytes.utf8(text(value));
  }

  /**
   * The canonical form of a JSON text (RFC 8785), for values of every type. Equal values have equal
   * canonical forms. Half of a surrogate pair, which RFC 8785 leaves out and JavaScript allows, is
   * written as {@code JSON.stringify} writes it.
   *
   * @throws FormatException if it is no JSON text, or has a number that JavaScript cannot hold
   */
  public static String canonical(String json) {
    return escapeHalfPairs(Canonical.text(parse(json)));
  }

  /** An empty text is read as a missing node; it is not JSON. */
  private static JsonNode value(JsonNode node) {
    if (node.isMissingNode()) {
      throw new FormatException("This is not JSON: it is empty.");
    }
    return node;
  }

  private static FormatException notJson(JsonProcessingException e) {
    var at = e.getLocation();
    String place =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return new FormatException("This is not JSON: " + e.getOriginalMessage() + place + ".", e);
  }

  /**
   * A text made by a script may hold half of a surrogate pair, which UTF-8 cannot say. In JSON text
   * it can only stand inside a string, where it is written as {@code JSON.stringify} writes it.
   */
  private static String escapeHalfPairs(String json) {
    return HALF_PAIR
        .matcher(json)
        .replaceAll(half -> String.format(Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0)));
  }
}
