package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.BOB;
import static dev.alcove.control.TestWorld.GLOBEX;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeadLetter;
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
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
  private static final Principal OPERATOR =
      new Principal(new User("op", "", "", Set.of()), Optional.empty(), true);
  private static final Principal ADA_AT_ACME = new Principal(ADA, Optional.of(ACME), false);
  private static final Principal BOB_AT_ACME = new Principal(BOB, Optional.of(ACME), false);
  private static final String BUNDLE =
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

  @TempDir Path folder;
  private TestWorld world;
  private Control control;

  @BeforeEach
  void open() {
    world = TestWorld.in(folder);
    control = world.control();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anUnknownAddressIs404_andAnotherMethodIs405WithAllow() {
    refused(get(OPERATOR, "/nothing"), 404, "NOT_FOUND");
    HttpResponse other = send(OPERATOR, "DELETE", "/tenants", "");
    refused(other, 405, "METHOD_NOT_ALLOWED");
    assertThat(other.headers()).containsEntry("allow", "GET, POST");
  }

  @Test
  void anotherTenantsObjectsAreNotThere() {
    refused(get(ADA_AT_ACME, "/tenants/globex"), 404, "NOT_FOUND");
    refused(get(ADA_AT_ACME, "/tenants/globex/apps"), 404, "NOT_FOUND");
    refused(send(ADA_AT_ACME, "POST", "/tenants/globex/hooks/h", "{}"), 404, "NOT_FOUND");
    assertThat(ids(get(ADA_AT_ACME, "/tenants"), "tenants", "id")).containsExactly("acme");
    assertThat(ids(get(OPERATOR, "/tenants"), "tenants", "id")).containsExactly("acme", "globex");
  }

  @Test
  void everyAddressOfATenantNeedsAPermission() {
    for (Route route : control.routes()) {
      if (route.namesTenant()) {
        String path =
            route
                .path()
                .toString()
                .replace("{tenant}", "acme")
                .replaceAll("\\{[a-z]+}", "something");
        HttpResponse answer = send(BOB_AT_ACME, route.method(), path, "");
        assertThat(answer.status()).as(route.name()).isEqualTo(403);
      }
    }
  }

  @Test
  void onlyOperatorsMakeAndChangeTenants() {
    String made = "{\"id\": \"initech\", \"name\": \"Initech\", \"plan\": \"gold\"}";
    refused(send(ADA_AT_ACME, "POST", "/tenants", made), 403, "FORBIDDEN");
    refused(send(ADA_AT_ACME, "PATCH", "/tenants/acme", "{}"), 403, "FORBIDDEN");

    HttpResponse created = send(OPERATOR, "POST", "/tenants", made);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers()).containsEntry("location", "/admin/v1/tenants/initech");
    assertThat(json(created).path("plan").asText()).isEqualTo("gold");
    assertThat(json(created).path("tier").asText()).isEqualTo("shared");
    assertThat(send(OPERATOR, "POST", "/tenants", made).status()).isEqualTo(409);

    JsonNode changed =
        json(
            send(
                OPERATOR, "PATCH", "/tenants/initech", "{\"state\": \"paused\", \"name\": \"I\"}"));
    assertThat(changed.path("state").asText()).isEqualTo("paused");
    assertThat(changed.path("name").asText()).isEqualTo("I");
    assertThat(changed.path("plan").asText()).isEqualTo("gold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /tenants | {"id": "x"} | `name` is missing
          POST | /tenants | {"id": 3, "name": "n"} | `id` must be a text
          POST | /tenants | {"id": "Bad!", "name": "n"} | Tenant id `Bad!` is not valid
          POST | /tenants | {"id": "good", "name": "n", "colour": 1} | no field `colour`
          POST | /tenants | {"id": "good", "name": "n", "plan": "free"} | no plan `free`
          POST | /tenants | {"id": "good", "name": "n", "tier": "free"} | shared or strict
          POST | /tenants | [1] | must be a JSON object
          POST | /tenants | {"id": | cannot be read
          GET | /tenants/acme/runs?limit=201 |  | `limit` must be 1 to 200
          GET | /tenants/acme/runs?limit=0 |  | `limit` must be 1 to 200
          GET | /tenants/acme/runs?limit=many |  | whole number
          GET | /tenants/acme/runs?outcome=GOOD |  | no outcome `GOOD`
          GET | /tenants/acme/runs?colour=1 |  | no query parameter `colour`
          GET | /tenants/acme/runs?limit=1&limit=2 |  | is there twice
          GET | /tenants/acme/runs?entry=%zz |  | percent-encoded
          GET | /tenants/acme/logs?level=loud |  | debug, info, warn or error
          GET | /tenants/acme/apps/A_B |  | App name `A_B` is not valid
          GET | /tenants/A |  | Tenant id `A` is not valid
          POST | /tenants/acme/apps/shop/rollback | {"version": "xyz"} | hex digits
          POST | /tenants/acme/events | {"type": ""} | `type` must have 1 to 128
          POST | /tenants/acme/events | {"type": "t", "source": "alcove.globex"} | another tenant
          POST | /tenants/acme/scripts/s/runs | {"user": {"name": "x"}} | `user.id`
          """)
  void whatIsNotValidIs400AndSaysWhy(String method, String path, String body, String why) {
    HttpResponse answer = send(OPERATOR, method, path, body == null ? "" : body);

    refused(answer, 400, "INVALID_INPUT");
    assertThat(json(answer).path("error").path("message").asText()).contains(why);
  }

  @Test
  void aBundleIsDeployedListedAndRolledBack() {
    HttpResponse checked = deploy("?check=true", BUNDLE);
    assertThat(checked.status()).isEqualTo(200);
    assertThat(world.live(ACME).apps()).isEmpty();

    HttpResponse first = deploy("?message=one%20more", BUNDLE);
    assertThat(first.status()).isEqualTo(201);
    JsonNode deployed = json(first);
    assertThat(deployed.path("deployment").asLong()).isEqualTo(1);
    assertThat(deployed.path("message").asText()).isEqualTo("one more");
    assertThat(deployed.path("version").asText())
        .hasSize(64)
        .isEqualTo(json(checked).path("version").asText());
    assertThat(ids(first, "entries", "name"))
        .containsExactly("GET /hello/{name}", "report", "check", "backfill");

    HttpResponse again = deploy("", BUNDLE);
    assertThat(again.status()).isEqualTo(200);
    assertThat(json(again).path("unchanged").asBoolean()).isTrue();

    String other = BUNDLE.replace("0 9 * * *", "0 10 * * *");
    String withFields = other.substring(0, other.length() - 1) + ", \"message\": \"later\"}";
    assertThat(json(deploy("", withFields)).path("message").asText()).isEqualTo("later");

    JsonNode versions = json(get(ADA_AT_ACME, "/tenants/acme/apps/shop/versions"));
    assertThat(versions.path("versions")).hasSize(2);
    assertThat(versions.at("/versions/0/live").asBoolean()).isTrue();
    assertThat(versions.at("/versions/1/live").asBoolean()).isFalse();

    HttpResponse back = send(ADA_AT_ACME, "POST", "/tenants/acme/apps/shop/rollback", "");
    assertThat(json(back).path("version")).isEqualTo(deployed.path("version"));
    String shortHash = versions.at("/versions/0/version").asText().substring(0, 8);
    HttpResponse forth =
        send(
            ADA_AT_ACME,
            "POST",
            "/tenants/acme/apps/shop/rollback",
            "{\"version\": \"" + shortHash + "\"}");
    assertThat(forth.status()).isEqualTo(201);
    refused(
        send(
            ADA_AT_ACME, "POST", "/tenants/acme/apps/shop/rollback", "{\"version\": \"ffffff00\"}"),
        404,
        "NOT_FOUND");

    assertThat(ids(get(ADA_AT_ACME, "/tenants/acme/apps/shop/deployments"), "deployments", "app"))
        .hasSize(4);
    assertThat(send(ADA_AT_ACME, "DELETE", "/tenants/acme/apps/shop", "").status()).isEqualTo(200);
    refused(get(ADA_AT_ACME, "/tenants/acme/apps/shop"), 404, "NOT_FOUND");
    refused(send(ADA_AT_ACME, "DELETE", "/tenants/acme/apps/shop", ""), 404, "NOT_FOUND");
  }

  @Test
  void aRefusedBundleNamesEveryProblemWithItsPlace() {
    HttpResponse answer =
        deploy("", "{\"metadata\": {\"endpoint\": {}, \"colour\": 1}, \"modules\": []}");

    refused(answer, 400, "REFUSED_BUNDLE");
    JsonNode details = json(answer).path("error").path("details");
    assertThat(details).hasSizeGreaterThanOrEqualTo(2);
    assertThat(details.get(0).path("line").asInt()).isEqualTo(1);
    assertThat(details.get(0).path("column").asInt()).isPositive();
  }

  @Test
  void anotherVersionThanExpectedIsAConflict() {
    deploy("", BUNDLE);

    HttpResponse answer = deploy("?expected=" + "0".repeat(64), BUNDLE);

    refused(answer, 409, "CONFLICTING_DEPLOY");
  }

  @Test
  void creatingNeedsOneRightAndUpdatingAnother() {
    Principal creator = with("ScriptCreate");
    Principal updater = with("ScriptUpdate");
    refused(deploy(updater, "", BUNDLE), 403, "FORBIDDEN");
    assertThat(deploy(creator, "", BUNDLE).status()).isEqualTo(201);
    refused(deploy(creator, "", BUNDLE), 403, "FORBIDDEN");
    assertThat(deploy(updater, "", BUNDLE).status()).isEqualTo(201);
  }

  @Test
  void cronsShowTheirNextFiveTimesInUtcAndInTheirZone() {
    deploy("", BUNDLE);

    JsonNode schedules = json(get(ADA_AT_ACME, "/tenants/acme/schedules")).path("schedules");

    assertThat(schedules).hasSize(1);
    JsonNode report = schedules.get(0);
    assertThat(report.path("timezone").asText()).isEqualTo("Europe/Berlin");
    assertThat(report.path("next")).hasSize(5);
    assertThat(report.at("/next/0/utc").asText()).isEqualTo("2026-01-06T08:00:00Z");
    assertThat(report.at("/next/0/local").asText()).isEqualTo("2026-01-06T09:00+01:00");
    assertThat(ids(get(ADA_AT_ACME, "/tenants/acme/scripts"), "scripts", "type"))
        .containsExactly("cron", "embedded", "one_off");
  }

  @Test
  void aStartedScriptIsQueuedForItsUser() {
    deploy("", BUNDLE);

    HttpResponse answer =
        send(ADA_AT_ACME, "POST", "/tenants/acme/scripts/backfill/runs", "{\"input\": [1]}");

    assertThat(answer.status()).isEqualTo(202);
    String execution = json(answer).path("execution").asText();
    assertThat(answer.headers())
        .containsEntry("location", "/admin/v1/tenants/acme/runs/" + execution);
    QueuedRun queued = queued();
    assertThat(queued.execution().value()).isEqualTo(execution);
    assertThat(queued.input()).isEqualTo("[1]");
    assertThat(queued.user()).contains(ADA);
    refused(send(ADA_AT_ACME, "POST", "/tenants/acme/scripts/none/runs", ""), 404, "NOT_FOUND");
  }

  @Test
  void aHookAnswersWithItsResult_onBehalfOfAUserIfAnOperatorSaysSo() {
    deploy("", BUNDLE);
    String path = "/tenants/acme/hooks/order.validate";

    JsonNode result = json(send(ADA_AT_ACME, "POST", path, "{\"input\": {\"n\": 1}}"));
    assertThat(result.path("outcome").asText()).isEqualTo("OK");
    assertThat(result.at("/output/got/n").asInt()).isEqualTo(1);
    assertThat(result.at("/output/user").asText()).isEqualTo("ada");
    assertThat(result.path("error").isNull()).isTrue();
    assertThat(result.path("receipt").has("wall_micros")).isTrue();

    String forBob = "{\"input\": 1, \"user\": {\"id\": \"bob\"}}";
    assertThat(json(send(OPERATOR, "POST", path, forBob)).at("/output/user").asText())
        .isEqualTo("bob");
    refused(send(ADA_AT_ACME, "POST", path, forBob), 403, "FORBIDDEN");
    refused(send(ADA_AT_ACME, "POST", "/tenants/acme/hooks/none", ""), 404, "NOT_FOUND");
    send(OPERATOR, "PATCH", "/tenants/acme", "{\"state\": \"paused\"}");
    refused(send(ADA_AT_ACME, "POST", path, "{}"), 503, "TENANT_PAUSED");
  }

  @Test
  void aRunIsShownWithItsErrorReceiptAndLines() {
    world.ports.runs().put(run(ACME, "e-1", Optional.of(Outcome.THREW)));
    world.ports.runs().put(run(ACME, "e-2", Optional.of(Outcome.OK)));
    world.ports.logs().append(List.of(line(ACME, "e-1", "hello"), line(ACME, "e-2", "other")));

    assertThat(ids(get(ADA_AT_ACME, "/tenants/acme/runs?outcome=threw"), "runs", "execution"))
        .containsExactly("e-1");
    JsonNode whole = json(get(ADA_AT_ACME, "/tenants/acme/runs/e-1"));
    assertThat(whole.at("/error/code").asText()).isEqualTo("SCRIPT_THREW");
    assertThat(whole.at("/error/owner").asText()).isEqualTo("tenant");
    assertThat(whole.path("logs")).hasSize(1);
    assertThat(whole.at("/logs/0/message").asText()).isEqualTo("hello");
    refused(get(ADA_AT_ACME, "/tenants/acme/runs/e-3"), 404, "NOT_FOUND");
    refused(get(OPERATOR, "/tenants/globex/runs/e-1"), 404, "NOT_FOUND");
  }

  @Test
  void onlyARunThatGoesOnIsCancelled() {
    world.ports.runs().put(run(ACME, "e-1", Optional.empty()));
    world.ports.runs().put(run(ACME, "e-2", Optional.of(Outcome.OK)));

    assertThat(send(ADA_AT_ACME, "POST", "/tenants/acme/runs/e-1/cancel", "").status())
        .isEqualTo(202);
    assertThat(world.cancelled).containsExactly(new ExecutionId("e-1"));
    assertThat(send(ADA_AT_ACME, "POST", "/tenants/acme/runs/e-2/cancel", "").status())
        .isEqualTo(409);
    refused(send(OPERATOR, "POST", "/tenants/globex/runs/e-1/cancel", ""), 404, "NOT_FOUND");
    assertThat(world.cancelled).hasSize(1);
  }

  @Test
  void logsShowTheNewestLines_orThoseBehindAPosition() {
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(line(ACME, "e-1", "line " + i));
      lines.add(line(GLOBEX, "e-9", "not yours"));
    }
    world.ports.logs().append(lines);

    HttpResponse newest = get(ADA_AT_ACME, "/tenants/acme/logs?limit=2");
    assertThat(ids(newest, "lines", "message")).containsExactly("line 3", "line 4");
    long position = json(newest).path("position").asLong();
    assertThat(json(get(ADA_AT_ACME, "/tenants/acme/logs?after=" + position)).path("lines"))
        .isEmpty();
    assertThat(ids(get(ADA_AT_ACME, "/tenants/acme/logs?after=0&limit=1"), "lines", "message"))
        .containsExactly("line 0");
  }

  @Test
  void anEventFromOutsideGoesToTheBus() {
    HttpResponse answer =
        send(
            ADA_AT_ACME, "POST", "/tenants/acme/events", "{\"type\": \"t\", \"data\": {\"a\": 1}}");

    assertThat(answer.status()).isEqualTo(202);
    var event = world.local.bus().take(10).getFirst().event();
    assertThat(event.id()).isEqualTo(json(answer).path("id").asText());
    assertThat(event.source()).isEqualTo("alcove.acme");
    assertThat(event.data()).isEqualTo("{\"a\":1}");
    assertThat(event.hop()).isZero();
    assertThat(event.root()).isEqualTo(event.id());
    assertThat(event.userId()).contains("ada");
  }

  @Test
  void onlyAnOperatorClaimsAnotherSource_andNobodyThatOfAnotherTenant() {
    String billing = "{\"type\": \"t\", \"source\": \"billing\"}";
    refused(send(ADA_AT_ACME, "POST", "/tenants/acme/events", billing), 403, "FORBIDDEN");
    assertThat(send(OPERATOR, "POST", "/tenants/acme/events", billing).status()).isEqualTo(202);
    String large = "{\"type\": \"t\", \"data\": \"" + "x".repeat(70_000) + "\"}";
    refused(send(OPERATOR, "POST", "/tenants/acme/events", large), 413, "TOO_LARGE");
  }

  @Test
  void aDeadLetterIsListedAndDrivenAgain() {
    QueuedRun run =
        new QueuedRun(
            new ScriptRef(ACME, SHOP, new ScriptName("report")),
            "ev-1",
            new ExecutionId("e-1"),
            TriggeredBy.EVENT,
            TestWorld.NOW,
            0,
            "ev-1",
            Optional.empty(),
            "{\"a\":1}");
    world
        .ports
        .deadLetters()
        .put(new DeadLetter(run, Outcome.THREW, 4, "Error: no", TestWorld.NOW));

    JsonNode letter =
        json(get(ADA_AT_ACME, "/tenants/acme/dead-letters")).path("dead_letters").get(0);
    assertThat(letter.path("script").asText()).isEqualTo("report");
    assertThat(letter.path("attempts").asInt()).isEqualTo(4);
    refused(
        send(OPERATOR, "POST", "/tenants/globex/dead-letters/e-1/redrive", ""), 404, "NOT_FOUND");
    String redrive = "/tenants/acme/dead-letters/e-1/redrive";
    assertThat(send(ADA_AT_ACME, "POST", redrive, "").status()).isEqualTo(202);
    assertThat(queued().id()).isEqualTo("ev-1");
    refused(send(ADA_AT_ACME, "POST", redrive, ""), 404, "NOT_FOUND");
  }

  @Test
  void usageSumsTheKeptRuns() {
    world.ports.runs().put(run(ACME, "e-1", Optional.of(Outcome.THREW)));
    world.ports.runs().put(run(ACME, "e-2", Optional.of(Outcome.OK)));

    JsonNode usage = json(get(ADA_AT_ACME, "/tenants/acme/usage"));

    assertThat(usage.path("plan").asText()).isEqualTo("unmetered");
    assertThat(usage.at("/kept_runs/by_outcome/THREW").asInt()).isEqualTo(1);
  }

  @Test
  void withoutATokenOnlyTheDescriptionIsOpen() {
    HttpResponse answer = control.handle(request("GET", "/tenants", ""));
    refused(answer, 401, "UNAUTHENTICATED");
    assertThat(answer.headers()).containsKey("www-authenticate");
    assertThat(control.handle(request("GET", "/openapi.json", "")).status()).isEqualTo(200);
  }

  private static Principal with(String permission) {
    return new Principal(
        new User(permission, "", "", Set.of(permission)), Optional.of(ACME), false);
  }

  private HttpResponse deploy(String query, String body) {
    return deploy(ADA_AT_ACME, query, body);
  }

  private HttpResponse deploy(Principal principal, String query, String body) {
    return send(principal, "POST", "/tenants/acme/apps/shop/deployments" + query, body);
  }

  private HttpResponse get(Principal principal, String path) {
    return send(principal, "GET", path, "");
  }

  private HttpResponse send(Principal principal, String method, String path, String body) {
    return control.handle(request(method, path, body), principal);
  }

  private static HttpRequest request(String method, String path, String body) {
    int query = path.indexOf('?');
    return new HttpRequest(
        method,
        Control.PREFIX + (query < 0 ? path : path.substring(0, query)),
        query < 0 ? "" : path.substring(query + 1),
        Map.of(),
        Bytes.utf8(body),
        Optional.empty());
  }

  private QueuedRun queued() {
    return world.ports.queue().receive(Duration.ofMinutes(1)).orElseThrow().run();
  }

  private static RunRecord run(TenantId tenant, String execution, Optional<Outcome> outcome) {
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

  private static LogLine line(TenantId tenant, String execution, String message) {
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

  private static JsonNode json(HttpResponse response) {
    return Json.parse(response.body());
  }

  private static List<String> ids(HttpResponse response, String list, String field) {
    List<String> ids = new ArrayList<>();
    json(response).path(list).forEach(one -> ids.add(one.path(field).asText()));
    return ids;
  }

  private static void refused(HttpResponse response, int status, String code) {
    assertThat(response.status()).as(response.body().text()).isEqualTo(status);
    assertThat(json(response).path("error").path("code").asText()).isEqualTo(code);
  }
}
