package dev.alcove.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * RFC 8785. The numbers are the library's; the rest is here because the library takes only objects
 * and lists at the top, and has no limit on how deep they nest.
 */
final class Canonical {
  private final StringBuilder out = new StringBuilder();

  private Canonical() {}

  static String text(JsonNode value) {
    Canonical canonical = new Canonical();
    canonical.write(value);
    return canonical.out.toString();
  }

  private void write(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value);
      case ARRAY -> writeArray(value);
      case STRING -> writeString(value.textValue());
      case NUMBER -> writeNumber(value.doubleValue());
      case BOOLEAN, NULL -> out.append(value.asText());
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not from JSON text");
    }
  }

  private void writeObject(JsonNode object) {
    // String's own order is the one that the RFC asks for: by UTF-16 code units.
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      sorted.put(field.getKey(), field.getValue());
    }
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      out.append(separator);
      separator = ",";
      writeString(field.getKey());
      out.append(':');
      write(field.getValue());
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void writeArray(JsonNode array) {
    out.append('[');
    for (Iterator<JsonNode> elements = array.elements(); elements.hasNext(); ) {
      write(elements.next());
      if (elements.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private void writeNumber(double number) {
    if (!Double.isFinite(number)) {
      throw new FormatException("A number in this JSON is larger than JavaScript can hold.");
    }
    try {
      out.append(NumberToJSON.serializeNumber(number));
    } catch (IOException e) {
      throw new IllegalStateException("a finite number has a JSON form", e);
    }
  }

  private void writeString(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
