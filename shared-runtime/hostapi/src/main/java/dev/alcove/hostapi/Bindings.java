package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Script;
import dev.alcove.domain.User;
import dev.alcove.wire.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a realm is told when it gets its run, as the preludes' {@code bind} takes it: JSON text. */
public final class Bindings {
  private Bindings() {}

  /**
   * For an endpoint.
   *
   * @param globals the script globals that the manifest lists under {@code capabilities.globals}
   * @param deadline when the run is ended at the latest
   */
  public static String endpoint(
      Invocation invocation, Mode mode, Set<String> globals, Instant deadline) {
    ObjectNode binding = Json.object().put("mode", mode.name().toLowerCase(Locale.ROOT));
    ArrayNode names = binding.putArray("globals");
    new TreeSet<>(globals).forEach(names::add);
    binding.set("context", context(invocation, "endpoint", deadline));
    return Json.text(binding);
  }

  /**
   * For a script.
   *
   * @param deadline when the run is ended at the latest
   */
  public static String script(Invocation invocation, Script script, Instant deadline) {
    ObjectNode binding = Json.object();
    binding.set("context", context(invocation, script.trigger().kind(), deadline));
    return Json.text(binding.put("kv", script.atomic()));
  }

  private static ObjectNode context(Invocation invocation, String type, Instant deadline) {
    ObjectNode context = Json.object();
    context
        .putObject("tenant")
        .put("id", invocation.tenant().value())
        .put("name", invocation.tenantName());
    invocation
        .user()
        .ifPresentOrElse(user -> context.set("user", user(user)), () -> context.putNull("user"));
    String label = invocation.entry().label();
    context
        .putObject("script")
        .put("id", invocation.app() + "/" + label)
        .put("name", label)
        .put("type", type)
        .put("version", invocation.version().value());
    context
        .putObject("execution")
        .put("id", invocation.execution().value())
        .put("triggeredBy", invocation.triggeredBy().text())
        .put("attempt", invocation.attempt())
        .put("scheduledTime", text(invocation.scheduledTime()))
        .put("deadline", deadline.toString());
    return context;
  }

  private static ObjectNode user(User user) {
    ObjectNode node =
        Json.object().put("id", user.id()).put("email", user.email()).put("name", user.name());
    ArrayNode permissions = node.putArray("permissions");
    user.permissions().forEach(permissions::add);
    return node;
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
