package dev.alcove.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the JSON of an event, part by part, naming the part that is not as it should be. */
final class EventReader {
  /** Caught by {@link #read} only. */
  private static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message, null, false, false);
    }
  }

  private final String path;
  private final JsonNode node;

  private EventReader(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /** Reads a whole event; what {@code take} does not find makes it unreadable. */
  static <T> Decoded<T> read(Bytes event, Function<EventReader, T> take) {
    try {
      return new EventReader("", Json.parse(event)).take(take);
    } catch (FormatException e) {
      return new Decoded.Unreadable<>("The event is not JSON: " + e.getMessage());
    }
  }

  /** Reads this part alone; what is wrong with it leaves the others as they are. */
  <T> Decoded<T> take(Function<EventReader, T> take) {
    try {
      return new Decoded.Good<>(take.apply(this));
    } catch (Mismatch | InvalidValueException | FormatException e) {
      return new Decoded.Unreadable<>(String.valueOf(e.getMessage()));
    }
  }

  JsonNode node() {
    return node;
  }

  /** The part of that name, which may be absent or null. */
  EventReader at(String name) {
    return new EventReader(path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  /** An element of a list, which may be absent. */
  EventReader at(int index) {
    return new EventReader(path + "[" + index + "]", node.path(index));
  }

  boolean isThere() {
    return !node.isMissingNode() && !node.isNull();
  }

  String text(String name) {
    return at(name).text();
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("a text");
    }
    return node.textValue();
  }

  Optional<String> optionalText(String name) {
    EventReader part = at(name);
    return part.isThere() ? Optional.of(part.text()) : Optional.empty();
  }

  /** Every element of a list. */
  void each(Consumer<EventReader> take) {
    if (!node.isArray()) {
      throw wrong("a list");
    }
    for (int i = 0; i < node.size(); i++) {
      take.accept(new EventReader(path + "[" + i + "]", node.get(i)));
    }
  }

  boolean flag(String name) {
    EventReader part = at(name);
    if (part.isThere() && !part.node.isBoolean()) {
      throw part.wrong("true or false");
    }
    return part.node.booleanValue();
  }

  /** To be thrown: this part is not what it should be. */
  RuntimeException wrong(String expected) {
    return new Mismatch(
        "`" + (path.isEmpty() ? "the event" : path) + "` is not " + expected + " but " + kind());
  }

  private String kind() {
    return node.isMissingNode()
        ? "missing."
        : "of type " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + ".";
  }
}
