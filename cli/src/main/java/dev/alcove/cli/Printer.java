package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints results: for people as lines, for programs as JSON. */
final class Printer {
  private final PrintWriter out;
  private final boolean json;

  Printer(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  boolean isJson() {
    return json;
  }

  /** Prints the document as it is, or what {@code lines} makes of it. */
  void print(JsonNode document, Consumer<Printer> lines) {
    if (json) {
      document(document);
    } else {
      lines.accept(this);
      out.flush();
    }
  }

  /** One line of JSON. */
  void document(JsonNode document) {
    out.println(Json.text(document));
    out.flush();
  }

  void line(String line) {
    out.println(line);
    out.flush();
  }

  /** The command that is likely to come next. */
  void next(String command) {
    line("Next: " + command);
  }

  static ObjectNode error(CommandFailure failure) {
    ObjectNode error = Json.object();
    error.put("code", failure.code());
    error.put("message", failure.text());
    if (!failure.cure().isEmpty()) {
      error.put("cure", failure.cure());
    }
    if (!failure.details().isEmpty()) {
      error.set("details", failure.details());
    }
    ObjectNode document = Json.object();
    document.set("error", error);
    return document;
  }
}
