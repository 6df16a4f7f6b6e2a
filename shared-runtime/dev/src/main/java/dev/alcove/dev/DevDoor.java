package dev.alcove.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.local.MovableClock;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import dev.alcove.wire.NearestName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers {@code /dev/v1}: what only a laptop has. For the holder of the operator token. */
final class DevDoor {
  static final String PREFIX = "/dev/v1";

  private static final Duration MOST_ADVANCE = Duration.ofDays(366);

  private final MovableClock clock;
  private final ClockAdvance advance;
  private final Registry registry;
  private final UserMaps users;
  private final Supplier<LocalIssuer> issuer;
  private final Supplier<Authority> authority;

  DevDoor(
      MovableClock clock,
      ClockAdvance advance,
      Registry registry,
      UserMaps users,
      Supplier<LocalIssuer> issuer,
      Supplier<Authority> authority) {
    this.clock = clock;
    this.advance = advance;
    this.registry = registry;
    this.users = users;
    this.issuer = issuer;
    this.authority = authority;
  }

  HttpResponse handle(HttpRequest request) {
    String path = request.path().substring(PREFIX.length());
    return switch (path) {
      case "/clock" -> only("GET", request, this::clock);
      case "/clock/advance" -> only("POST", request, () -> advance(request));
      case "/tokens" -> only("POST", request, () -> token(request));
      case "/certificates" -> only("POST", request, () -> certificate(request));
      default ->
          Replies.error(
              ErrorCode.NOT_FOUND,
              "There is nothing at this address. Here are: /dev/v1/clock, /dev/v1/clock/advance,"
                  + " /dev/v1/tokens, /dev/v1/certificates.");
    };
  }

  private interface Handler {
    HttpResponse answer();
  }

  private static HttpResponse only(String method, HttpRequest request, Handler handler) {
    if (request.method().equals(method)) {
      try {
        return handler.answer();
      } catch (InvalidValueException e) {
        return Replies.error(ErrorCode.INVALID_INPUT, String.valueOf(e.getMessage()));
      }
    }
    return Replies.error(ErrorCode.METHOD_NOT_ALLOWED, "This address knows " + method + " only.")
        .with("allow", method);
  }

  private HttpResponse clock() {
    ObjectNode body = Json.object();
    body.put("now", clock.now().toString());
    body.put("offset", clock.offset().toString());
    body.put("real", clock.now().minus(clock.offset()).toString());
    return Replies.json(200, body);
  }

  private HttpResponse advance(HttpRequest request) {
    String text = text(body(request), "by");
    Duration by =
        DurationText.parse(text)
            .filter(duration -> duration.compareTo(MOST_ADVANCE) <= 0)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "`by` is not a time forward of at most 366 days, such as \"1d\", \"90m\" or"
                            + " \"PT24H\"."));
    try {
      ClockAdvance.Advanced advanced = advance.advance(by);
      ObjectNode body = Json.object();
      body.put("now", advanced.now().toString());
      body.put("offset", clock.offset().toString());
      ArrayNode fired = body.putArray("fired");
      advanced.fired().forEach(run -> fired.add(view(run)));
      advanced.stopped().ifPresent(why -> body.put("stopped", why));
      return Replies.json(200, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Replies.error(503, "STOPPING", "The server is being stopped.");
    }
  }

  private static ObjectNode view(FiredRun run) {
    ObjectNode view = Json.object();
    view.put("time", run.time().toString());
    view.put("tenant", run.script().tenant().value());
    view.put("app", run.script().app().value());
    view.put("script", run.script().script().value());
    view.put("triggered_by", run.by().text());
    view.put("attempt", run.attempt());
    view.put("outcome", run.outcome().map(Enum::name).orElse("SKIPPED"));
    return view;
  }

  private HttpResponse token(HttpRequest request) {
    JsonNode body = body(request);
    TenantId tenant = tenant(body);
    ObjectNode answer = Json.object();
    answer.put("token", issuer.get().sign(tenant, user(tenant, body), clock.now()));
    return Replies.json(200, answer);
  }

  private HttpResponse certificate(HttpRequest request) {
    JsonNode body = body(request);
    TenantId tenant = tenant(body);
    User user = user(tenant, body);
    // Real time: whoever checks it besides us has no other.
    Authority.Issued issued = authority.get().user(user.email(), Instant.now());
    users.register(tenant, user, issued);
    ObjectNode answer = Json.object();
    answer.put("certificate", issued.certificatePem());
    answer.put("key", issued.keyPem());
    answer.put("fingerprint", issued.der().sha256().hex());
    return Replies.json(200, answer);
  }

  private TenantId tenant(JsonNode body) {
    TenantId tenant = new TenantId(text(body, "tenant"));
    if (registry.live(tenant).isEmpty()) {
      throw new InvalidValueException(
          "There is no tenant `"
              + tenant
              + "`. "
              + NearestName.cure(
                  tenant.value(),
                  registry.tenants().stream().map(TenantId::value).sorted().toList(),
                  "Look at `world.json`."));
    }
    return tenant;
  }

  private User user(TenantId tenant, JsonNode body) {
    String name = text(body, "user");
    Optional<User> user = users.find(tenant, name);
    return user.orElseThrow(
        () ->
            new InvalidValueException(
                "Tenant `"
                    + tenant
                    + "` has no user `"
                    + name
                    + "`. "
                    + NearestName.cure(
                        name,
                        users.users(tenant).stream().map(User::email).sorted().toList(),
                        "Look at `world.json`.")));
  }

  private static JsonNode body(HttpRequest request) {
    try {
      JsonNode body = Json.parse(request.body().text());
      if (body.isObject()) {
        return body;
      }
    } catch (FormatException e) {
      // The same sentence as for JSON that is no object.
    }
    throw new InvalidValueException("The body is not a JSON object.");
  }

  private static String text(JsonNode body, String field) {
    if (!body.path(field).isTextual() || body.path(field).asText().isBlank()) {
      throw new InvalidValueException("The body has no text `" + field + "`.");
    }
    return body.path(field).asText();
  }
}
