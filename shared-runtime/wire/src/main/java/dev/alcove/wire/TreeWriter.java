package dev.alcove.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Writes a {@link Tree} as JSON text: numbers as their author wrote them, each key once. */
public final class TreeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TreeWriter() {}

  /** The whole value on one line. */
  public static String write(Tree tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(tree, json);
    } catch (IOException e) {
      throw new IllegalStateException("writing a string does no output", e);
    }
    return text.toString();
  }

  private static void write(Tree tree, JsonGenerator json) throws IOException {
    switch (tree) {
      case Tree.Obj object -> {
        json.writeStartObject();
        for (Map.Entry<String, Tree.Member> member : object.members().entrySet()) {
          json.writeFieldName(member.getKey());
          write(member.getValue().value(), json);
        }
        json.writeEndObject();
      }
      case Tree.Arr array -> {
        json.writeStartArray();
        for (Tree item : array.items()) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Tree.Text text -> json.writeString(text.value());
      case Tree.Num number -> json.writeNumber(number.digits());
      case Tree.Bool bool -> json.writeBoolean(bool.value());
      case Tree.Nil _ -> json.writeNull();
    }
  }
}
