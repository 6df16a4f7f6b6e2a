package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.BOB;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Principal;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API of a world as its callers see it, and what they send. */
final class Api implements AutoCloseable {
  static final Principal OPERATOR =
      new Principal(new User("op", "", "", Set.of()), Optional.empty(), true);
  static final Principal ADA_AT_ACME = new Principal(ADA, Optional.of(ACME), false);
  static final Principal BOB_AT_ACME = new Principal(BOB, Optional.of(ACME), false);
  static final String BUNDLE =
      """
      {"metadata": {
         "endpoints": {"/hello/{name}": {"get": {"js_module": "app.js", "js_function": "hello",
           "mode": "readonly", "authn_policies": [],
           "forwarding_required": "never", "openapi": {}}}},
         "scripts": {
           "report": {"type": "cron", "schedule": "0 9 * * *", "timezone": "Europe/Berlin",
             "js_module": "app.js", "js_function": "report"},
           "check": {"type": "embedded", "hook": "order.validate", "js_module": "app.js",
             "js_function": "check"},
           "backfill": {"type": "one_off", "js_module": "app.js", "js_function": "report"}}},
       "modules": [{"name": "app.js",
         "module": "export function hello() {}; export function report() {}; export function check() {}"}]}\
      """;

  final TestWorld world;
  final Control control;

  Api(Path folder) {
    world = TestWorld.in(folder);
    control = world.control();
  }

  @Override
  public void close() {
    world.close();
  }

  static Principal with(String permission) {
    return new Principal(
        new User(permission, "", "", Set.of(permission)), Optional.of(ACME), false);
  }

  HttpResponse deploy(String query, String body) {
    return deploy(ADA_AT_ACME, query, body);
  }

  HttpResponse deploy(Principal principal, String query, String body) {
    return send(principal, "POST", "/tenants/acme/apps/shop/deployments" + query, body);
  }

  HttpResponse get(Principal principal, String path) {
    return send(principal, "GET", path, "");
  }

  HttpResponse send(Principal principal, String method, String path, String body) {
    return control.handle(request(method, path, body), principal);
  }

  static HttpRequest request(String method, String path, String body) {
    int query = path.indexOf('?');
    return new HttpRequest(
        method,
        Control.PREFIX + (query < 0 ? path : path.substring(0, query)),
        query < 0 ? "" : path.substring(query + 1),
        Map.of(),
        Bytes.utf8(body),
        Optional.empty());
  }

  QueuedRun queued() {
    return world.ports.queue().receive(Duration.ofMinutes(1)).orElseThrow().run();
  }

  static RunRecord run(TenantId tenant, String execution, Optional<Outcome> outcome) {
    return new RunRecord(
        new ExecutionId(execution),
        tenant,
        SHOP,
        "report",
        Optional.empty(),
        TriggeredBy.MANUAL,
        1,
        TestWorld.NOW,
        outcome.map(ended -> TestWorld.NOW),
        outcome,
        "",
        outcome.filter(Outcome.OK::equals).map(ok -> "{\"a\":1}").orElse(""),
        outcome
            .filter(Outcome.THREW::equals)
            .map(threw -> Failure.of(ErrorCode.SCRIPT_THREW, "no")),
        Receipt.NOTHING);
  }

  static LogLine line(TenantId tenant, String execution, String message) {
    return new LogLine(
        TestWorld.NOW,
        tenant,
        new AppName("shop"),
        "report",
        new ExecutionId(execution),
        LogLine.Level.INFO,
        message,
        "ada",
        "app.js",
        "{}");
  }

  static JsonNode json(HttpResponse response) {
    return Json.parse(response.body());
  }

  static List<String> ids(HttpResponse response, String list, String field) {
    List<String> ids = new ArrayList<>();
    json(response).path(list).forEach(one -> ids.add(one.path(field).asText()));
    return ids;
  }

  static void refused(HttpResponse response, int status, String code) {
    assertThat(response.status()).as(response.body().text()).isEqualTo(status);
    assertThat(json(response).path("error").path("code").asText()).isEqualTo(code);
  }
}
