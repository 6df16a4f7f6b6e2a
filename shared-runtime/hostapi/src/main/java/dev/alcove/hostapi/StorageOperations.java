package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.Limits;
import dev.alcove.domain.StorageStore;
import dev.alcove.hostapi.Operation.Answer;
import dev.alcove.hostapi.StorageAccess.Page;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** {@code storage}: checks the arguments; {@link StorageAccess} says when it takes effect. */
final class StorageOperations {
  private static final int MOST_KEY_BYTES = 512;
  private static final int USUAL_LIST = 100;

  /** Ten years: longer is a mistake, or forever, which is no time to live at all. */
  private static final double MOST_TTL_SECONDS = 10 * 366 * 86_400.0;

  private StorageOperations() {}

  static void addTo(Map<String, Operation> table) {
    table.put("storage.get", Operation.blocking(StorageOperations::get));
    table.put("storage.set", Operation.blocking(StorageOperations::set));
    table.put("storage.delete", Operation.blocking(StorageOperations::delete));
    table.put("storage.list", Operation.blocking(StorageOperations::list));
    table.put("storage.increment", Operation.blocking(StorageOperations::increment));
    table.put("storage.compareAndSet", Operation.blocking(StorageOperations::compareAndSet));
  }

  private static Answer get(RunState run, Arguments arguments, Bytes bytes) {
    return Answer.json(run.storage().get(key(arguments)).orElse("null"));
  }

  private static Answer set(RunState run, Arguments arguments, Bytes bytes) {
    String value = canonical(run, arguments.text("value"));
    run.storage().set(key(arguments), value, expires(run, arguments));
    return Answer.NOTHING;
  }

  private static Answer delete(RunState run, Arguments arguments, Bytes bytes) {
    return Answer.bool(run.storage().delete(key(arguments)));
  }

  private static Answer increment(RunState run, Arguments arguments, Bytes bytes) {
    double sum = run.storage().increment(key(arguments), arguments.number("by"));
    return Answer.json(Json.canonical(Double.toString(sum)));
  }

  private static Answer compareAndSet(RunState run, Arguments arguments, Bytes bytes) {
    Optional<String> expected =
        arguments.optionalText("expected").map(text -> canonical(run, text));
    Optional<String> value = arguments.optionalText("value").map(text -> canonical(run, text));
    return Answer.bool(
        run.storage().compareAndSet(key(arguments), expected, value, expires(run, arguments)));
  }

  private static Answer list(RunState run, Arguments arguments, Bytes bytes) {
    String prefix = arguments.text("prefix");
    checkText(prefix);
    int limit = arguments.integerOr("limit", USUAL_LIST, 1, StorageStore.MOST_LISTED);
    Optional<String> after = arguments.optionalText("cursor").map(StorageOperations::decode);
    Page page = run.storage().list(prefix, after, limit);
    ObjectNode answer = Json.object();
    ArrayNode entries = answer.putArray("entries");
    page.entries()
        .forEach((key, json) -> entries.addObject().put("key", key).set("value", Json.parse(json)));
    answer.put("nextCursor", page.next().map(StorageOperations::encode).orElse(null));
    return Answer.json(Json.text(answer));
  }

  private static String key(Arguments arguments) {
    String key = arguments.text("key");
    checkText(key);
    int size = Texts.utf8Length(key);
    if (size < 1 || size > MOST_KEY_BYTES) {
      throw HostException.range("A storage key must have 1 to 512 bytes.");
    }
    return key;
  }

  private static void checkText(String key) {
    if (!Texts.isWellFormed(key)) {
      throw HostException.type("A storage key must be well-formed text.");
    }
  }

  private static String canonical(RunState run, String json) {
    Limits limits = run.grant().invocation().limits();
    if (json.length() > limits.storageValueBytes()) {
      run.budget().checkStorageValue(json.length());
    }
    try {
      String canonical = Json.canonical(json);
      run.budget().checkStorageValue(Texts.utf8Length(canonical));
      return canonical;
    } catch (FormatException e) {
      throw HostException.type("A stored value must be JSON.");
    }
  }

  private static OptionalLong expires(RunState run, Arguments arguments) {
    OptionalDouble ttl = arguments.optionalNumber("ttlSeconds");
    if (ttl.isEmpty()) {
      return OptionalLong.empty();
    }
    double seconds = ttl.getAsDouble();
    if (seconds <= 0 || seconds > MOST_TTL_SECONDS) {
      throw HostException.range("`ttlSeconds` must be more than 0 and at most ten years.");
    }
    return OptionalLong.of(run.clock().now().getEpochSecond() + (long) Math.ceil(seconds));
  }

  /**
   * A cursor is the last key, made opaque. It needs no seal: the tenant and the prefix come from
   * elsewhere, so a forged one only starts at another of the tenant's own keys.
   */
  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HostException(
          ErrorCode.INVALID_ARGUMENT, "`cursor` must be the `nextCursor` of an earlier page.");
    }
  }
}
