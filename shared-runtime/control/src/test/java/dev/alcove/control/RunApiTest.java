package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.GLOBEX;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TriggeredBy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunApiTest {
  @TempDir Path folder;
  private Api api;

  @BeforeEach
  void open() {
    api = new Api(folder);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aStartedScriptIsQueuedForItsUser() {
    api.deploy("", Api.BUNDLE);

    HttpResponse answer =
        api.send(
            Api.ADA_AT_ACME, "POST", "/tenants/acme/scripts/backfill/runs", "{\"input\": [1]}");

    assertThat(answer.status()).isEqualTo(202);
    String execution = Api.json(answer).path("execution").asText();
    assertThat(answer.headers())
        .containsEntry("location", "/admin/v1/tenants/acme/runs/" + execution);
    QueuedRun queued = api.queued();
    assertThat(queued.execution().value()).isEqualTo(execution);
    assertThat(queued.input()).isEqualTo("[1]");
    assertThat(queued.user()).contains(ADA);
    Api.refused(
        api.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/scripts/none/runs", ""), 404, "NOT_FOUND");
  }

  @Test
  void aHookAnswersWithItsResult_onBehalfOfAUserIfAnOperatorSaysSo() {
    api.deploy("", Api.BUNDLE);
    String path = "/tenants/acme/hooks/order.validate";

    JsonNode result = Api.json(api.send(Api.ADA_AT_ACME, "POST", path, "{\"input\": {\"n\": 1}}"));
    assertThat(result.path("outcome").asText()).isEqualTo("OK");
    assertThat(result.at("/output/got/n").asInt()).isEqualTo(1);
    assertThat(result.at("/output/user").asText()).isEqualTo("ada");
    assertThat(result.path("error").isNull()).isTrue();
    assertThat(result.path("receipt").has("wall_micros")).isTrue();

    String forBob = "{\"input\": 1, \"user\": {\"id\": \"bob\"}}";
    assertThat(Api.json(api.send(Api.OPERATOR, "POST", path, forBob)).at("/output/user").asText())
        .isEqualTo("bob");
    Api.refused(api.send(Api.ADA_AT_ACME, "POST", path, forBob), 403, "FORBIDDEN");
    Api.refused(
        api.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/hooks/none", ""), 404, "NOT_FOUND");
    api.send(Api.OPERATOR, "PATCH", "/tenants/acme", "{\"state\": \"paused\"}");
    Api.refused(api.send(Api.ADA_AT_ACME, "POST", path, "{}"), 503, "TENANT_PAUSED");
  }

  @Test
  void aRunIsShownWithItsErrorReceiptAndLines() {
    api.world.ports.runs().put(Api.run(ACME, "e-1", Optional.of(Outcome.THREW)));
    api.world.ports.runs().put(Api.run(ACME, "e-2", Optional.of(Outcome.OK)));
    api.world
        .ports
        .logs()
        .append(List.of(Api.line(ACME, "e-1", "hello"), Api.line(ACME, "e-2", "other")));

    assertThat(
            Api.ids(
                api.get(Api.ADA_AT_ACME, "/tenants/acme/runs?outcome=threw"), "runs", "execution"))
        .containsExactly("e-1");
    JsonNode whole = Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/runs/e-1"));
    assertThat(whole.at("/error/code").asText()).isEqualTo("SCRIPT_THREW");
    assertThat(whole.at("/error/owner").asText()).isEqualTo("tenant");
    assertThat(whole.path("logs")).hasSize(1);
    assertThat(whole.at("/logs/0/message").asText()).isEqualTo("hello");
    Api.refused(api.get(Api.ADA_AT_ACME, "/tenants/acme/runs/e-3"), 404, "NOT_FOUND");
    Api.refused(api.get(Api.OPERATOR, "/tenants/globex/runs/e-1"), 404, "NOT_FOUND");
  }

  @Test
  void onlyARunThatGoesOnIsCancelled() {
    api.world.ports.runs().put(Api.run(ACME, "e-1", Optional.empty()));
    api.world.ports.runs().put(Api.run(ACME, "e-2", Optional.of(Outcome.OK)));

    assertThat(api.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/runs/e-1/cancel", "").status())
        .isEqualTo(202);
    assertThat(api.world.cancelled).containsExactly(new ExecutionId("e-1"));
    assertThat(api.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/runs/e-2/cancel", "").status())
        .isEqualTo(409);
    Api.refused(
        api.send(Api.OPERATOR, "POST", "/tenants/globex/runs/e-1/cancel", ""), 404, "NOT_FOUND");
    assertThat(api.world.cancelled).hasSize(1);
  }

  @Test
  void logsShowTheNewestLines_orThoseBehindAPosition() {
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(Api.line(ACME, "e-1", "line " + i));
      lines.add(Api.line(GLOBEX, "e-9", "not yours"));
    }
    api.world.ports.logs().append(lines);

    HttpResponse newest = api.get(Api.ADA_AT_ACME, "/tenants/acme/logs?limit=2");
    assertThat(Api.ids(newest, "lines", "message")).containsExactly("line 3", "line 4");
    long position = Api.json(newest).path("position").asLong();
    assertThat(
            Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/logs?after=" + position))
                .path("lines"))
        .isEmpty();
    assertThat(
            Api.ids(
                api.get(Api.ADA_AT_ACME, "/tenants/acme/logs?after=0&limit=1"), "lines", "message"))
        .containsExactly("line 0");
  }

  @Test
  void anEventFromOutsideGoesToTheBus() {
    HttpResponse answer =
        api.send(
            Api.ADA_AT_ACME,
            "POST",
            "/tenants/acme/events",
            "{\"type\": \"t\", \"data\": {\"a\": 1}}");

    assertThat(answer.status()).isEqualTo(202);
    var event = api.world.local.bus().take(10).getFirst().event();
    assertThat(event.id()).isEqualTo(Api.json(answer).path("id").asText());
    assertThat(event.source()).isEqualTo("alcove.acme");
    assertThat(event.data()).isEqualTo("{\"a\":1}");
    assertThat(event.hop()).isZero();
    assertThat(event.root()).isEqualTo(event.id());
    assertThat(event.userId()).contains("ada");
  }

  @Test
  void onlyAnOperatorClaimsAnotherSource_andNobodyThatOfAnotherTenant() {
    String billing = "{\"type\": \"t\", \"source\": \"billing\"}";
    Api.refused(
        api.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/events", billing), 403, "FORBIDDEN");
    assertThat(api.send(Api.OPERATOR, "POST", "/tenants/acme/events", billing).status())
        .isEqualTo(202);
    String large = "{\"type\": \"t\", \"data\": \"" + "x".repeat(70_000) + "\"}";
    Api.refused(api.send(Api.OPERATOR, "POST", "/tenants/acme/events", large), 413, "TOO_LARGE");
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
    api.world
        .ports
        .deadLetters()
        .put(new DeadLetter(run, Outcome.THREW, 4, "Error: no", TestWorld.NOW));

    JsonNode letter =
        Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/dead-letters"))
            .path("dead_letters")
            .get(0);
    assertThat(letter.path("script").asText()).isEqualTo("report");
    assertThat(letter.path("attempts").asInt()).isEqualTo(4);
    Api.refused(
        api.send(Api.OPERATOR, "POST", "/tenants/globex/dead-letters/e-1/redrive", ""),
        404,
        "NOT_FOUND");
    String redrive = "/tenants/acme/dead-letters/e-1/redrive";
    assertThat(api.send(Api.ADA_AT_ACME, "POST", redrive, "").status()).isEqualTo(202);
    assertThat(api.queued().id()).isEqualTo("ev-1");
    Api.refused(api.send(Api.ADA_AT_ACME, "POST", redrive, ""), 404, "NOT_FOUND");
  }
}
