package dev.alcove.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.Base64;
import java.util.Optional;

/**
 * Behind which record an export goes on. Callers get it as a text that means nothing to them.
 *
 * @param name of the app or map; "" where there is none
 * @param key in the map or the storage; empty: before all keys
 */
record ExportPosition(Stage stage, String name, Optional<Bytes> key) {
  /** What an export goes through, in this order. */
  enum Stage {
    BEGIN,
    APPS,
    ITEMS,
    POINTS,
    STORAGE
  }

  static final ExportPosition START = new ExportPosition(Stage.BEGIN, "", Optional.empty());

  ExportPosition {
    requireNonNull(stage, "stage is null");
    requireNonNull(name, "name is null");
    requireNonNull(key, "key is null");
  }

  String text() {
    var tree = Json.object().put("stage", stage.name()).put("name", name);
    key.ifPresent(bytes -> tree.put("key", bytes.hex()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.text(tree).getBytes(UTF_8));
  }

  /**
   * Reads what {@link #text} gave.
   *
   * @throws Refusal if it is something else
   */
  static ExportPosition read(String text) {
    try {
      JsonNode tree = Json.parse(Bytes.owning(Base64.getUrlDecoder().decode(text)));
      return new ExportPosition(
          Stage.valueOf(tree.path("stage").asText()),
          tree.path("name").asText(),
          tree.hasNonNull("key")
              ? Optional.of(Bytes.ofHex(tree.path("key").asText()))
              : Optional.empty());
    } catch (IllegalArgumentException | FormatException e) {
      throw Refusal.invalid("Query parameter `after` must be the `next` of the page before.");
    }
  }

  /** Whether this stage is still to come, or under way. */
  boolean reaches(Stage other) {
    return stage.compareTo(other) <= 0;
  }

  /** The name to begin with in a stage: those before it are done. */
  String nameIn(Stage other) {
    return stage == other ? name : "";
  }

  /** The key to begin behind in one map of a stage. */
  Optional<Bytes> keyIn(Stage other, String map) {
    return stage == other && name.equals(map) ? key : Optional.empty();
  }
}
