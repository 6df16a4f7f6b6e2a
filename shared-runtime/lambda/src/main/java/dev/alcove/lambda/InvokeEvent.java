package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.dispatch.DirectRuns.Callee;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.wire.Json;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A direct Invoke by the company's own systems: {@code {"tenant", "script" or "hook", "input",
 * "user"?, "async"?}}. Who may invoke the function is believed about tenant and user.
 *
 * @param input JSON text; "" if there is none
 * @param async whether to queue the run and answer at once
 */
public record InvokeEvent(
    TenantId tenant, Callee callee, String input, Optional<User> user, boolean async) {
  public InvokeEvent {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(callee, "callee is null");
    requireNonNull(input, "input is null");
    requireNonNull(user, "user is null");
  }

  /** Reads an event. */
  public static Decoded<InvokeEvent> decode(Bytes event) {
    return EventReader.read(event, InvokeEvent::of);
  }

  private static InvokeEvent of(EventReader event) {
    JsonNode input = event.at("input").node();
    return new InvokeEvent(
        new TenantId(event.text("tenant")),
        callee(event),
        input.isMissingNode() ? "" : Json.text(input),
        event.at("user").isThere() ? Optional.of(user(event.at("user"))) : Optional.empty(),
        event.flag("async"));
  }

  private static Callee callee(EventReader event) {
    Optional<String> script = event.optionalText("script");
    Optional<String> hook = event.optionalText("hook");
    if (script.isPresent() == hook.isPresent()) {
      throw event.wrong("a call of either a `script` or a `hook`,");
    }
    return script.isPresent()
        ? new Callee.ByName(new ScriptName(script.get()))
        : new Callee.ByHook(hook.orElseThrow());
  }

  private static User user(EventReader user) {
    Set<String> permissions = new TreeSet<>();
    if (user.at("permissions").isThere()) {
      user.at("permissions").each(permission -> permissions.add(permission.text()));
    }
    return new User(
        user.text("id"),
        user.optionalText("email").orElse(""),
        user.optionalText("name").orElse(""),
        permissions);
  }
}
