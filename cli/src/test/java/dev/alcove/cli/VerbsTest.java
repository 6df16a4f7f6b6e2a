package dev.alcove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each verb asks of a server, and what it makes of the answer. */
class VerbsTest {
  private static final String RUNS = "GET /admin/v1/tenants/acme/runs";
  private static final String GOOD_RUN =
      """
      {"execution": "e1", "outcome": "OK", "output": {"n": 1}, "error": null,
       "receipt": {"wall_micros": 1500, "cpu_micros": 500, "realm": "made", "ended_by": ""},
       "logs": [{"time": "2026-01-05T08:00:00.5Z", "level": "info", "message": "hello",
                 "tenant_id": "acme", "user_a": 1}]}\
      """;
  private static final String BAD_RUN =
      """
      {"execution": "e1", "outcome": "THREW", "output": null,
       "error": {"code": "SCRIPT_THREW", "name": "TypeError", "message": "no id", "at": "a.js:1:2",
                 "source": "throw", "cure": "See the log.", "stack": ["at f (a.js:1:2)"]},
       "receipt": {"wall_micros": 1500, "cpu_micros": 500, "realm": "made", "ended_by": ""},
       "logs": []}\
      """;

  @TempDir Path folder;
  private FakeServer server;

  @BeforeEach
  void start() {
    server = new FakeServer().on("GET /admin/v1/tenants", "{\"tenants\": [{\"id\": \"acme\"}]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theTokenIsShown_andTheOnlyTenantNeedsNoName() {
    server.on(RUNS + "?limit=20", "{\"runs\": []}");

    Ran ran = run("runs", "--token", "secret");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("No runs").contains("Next: alcove");
    assertThat(server.received).allSatisfy(r -> assertThat(r.authorization()).contains("secret"));
  }

  @Test
  void amongSeveralTenantsOneMustBeNamed() {
    try (FakeServer two =
        new FakeServer()
            .on("GET /admin/v1/tenants", "{\"tenants\": [{\"id\": \"a1\"}, {\"id\": \"b1\"}]}")) {
      Ran ran = Ran.in(folder, Map.of("ALCOVE_URL", two.url()), "runs");

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("Give --tenant: a1, b1");
    }
  }

  @Test
  void noServerEndsWith3AndSaysHowToStartOne() {
    String url = server.url();
    server.close();

    Ran ran = Ran.in(folder, Map.of("ALCOVE_URL", url), "runs");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "error: No server at " + url + ".\nStart one: alcove dev examples/shop\n");
    Ran json = Ran.in(folder, Map.of("ALCOVE_URL", url), "runs", "--json");
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(json.json().at("/error/code").asText()).isEqualTo("NO_SERVER");
    assertThat(json.json().at("/error/cure").asText()).contains("alcove dev");
  }

  @Test
  void somethingElseThanAlcoveIsSaidToBe() {
    server.on(RUNS + "?limit=20", 200, "<html>");

    assertThat(run("runs").err()).contains("is not Alcove");
  }

  @Test
  void aRefusalOfTheServerEndsWith1() {
    server.on(
        RUNS + "?limit=20", 403, "{\"error\": {\"code\": \"FORBIDDEN\", \"message\": \"No.\"}}");

    Ran ran = run("runs");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("error: No.");
    assertThat(run("runs", "--json").json().at("/error/code").asText()).isEqualTo("FORBIDDEN");
  }

  @Test
  void aTokenThatDoesNotHoldIsSaidToBe() {
    server.on(RUNS + "?limit=20", 401, "{\"error\": {\"code\": \"UNAUTHENTICATED\"}}");

    assertThat(run("runs").err()).contains("wants a token", "ALCOVE_TOKEN");
    assertThat(run("runs", "--token", "x").err()).contains("does not know the token");
  }

  @Test
  void runStartsPollsAndPrintsTheResult() {
    server
        .on("POST /admin/v1/tenants/acme/scripts/job/runs", 202, "{\"execution\": \"e1\"}")
        .on(RUNS + "/e1", 404, "{}")
        .on(RUNS + "/e1", "{\"execution\": \"e1\", \"outcome\": null}")
        .on(RUNS + "/e1", GOOD_RUN);

    Ran ran = run("run", "job", "--payload", "{\"from\": 2024}");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("hello  user_a=1", "OK (1.5 ms", "\"n\" : 1", "Next: alcove");
    assertThat(sent("POST")).isEqualTo("{\"input\":{\"from\":2024}}");
  }

  @Test
  void runWithJsonPrintsOneDocument() {
    server
        .on("POST /admin/v1/tenants/acme/scripts/job/runs", 202, "{\"execution\": \"e1\"}")
        .on(RUNS + "/e1", GOOD_RUN);

    Ran ran = run("run", "job", "--json");

    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.json().properties().stream().map(Map.Entry::getKey))
        .containsExactly("outcome", "output", "error", "receipt", "logs", "execution");
    assertThat(sent("POST")).isEqualTo("{\"input\":null}");
  }

  @Test
  void aRunThatDoesNotEndWellEndsWith1AndShowsThePlace() {
    server
        .on("POST /admin/v1/tenants/acme/scripts/job/runs", 202, "{\"execution\": \"e1\"}")
        .on(RUNS + "/e1", BAD_RUN);

    Ran ran = run("run", "job");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("THREW", "TypeError: no id   at a.js:1:2", "See the log.");
    assertThat(run("run", "job", "--json").exitCode()).isEqualTo(1);
  }

  @Test
  void aRunThatDoesNotEndInTimeIsLeftAlone() {
    server
        .on("POST /admin/v1/tenants/acme/scripts/job/runs", 202, "{\"execution\": \"e1\"}")
        .on(RUNS + "/e1", "{\"execution\": \"e1\", \"outcome\": null}");

    Ran ran = run("run", "job", "--wait", "0");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("alcove runs e1 --tenant acme");
  }

  @Test
  void aPayloadIsJson_fromTheLineAFileOrStdin() throws IOException {
    server.on("POST /admin/v1/tenants/acme/events", 202, "{\"id\": \"ev1\"}");
    Files.writeString(folder.resolve("data.json"), "[2]");

    assertThat(run("event", "publish", "t", "--data", "{bad}").exitCode()).isEqualTo(2);
    assertThat(run("event", "publish", "t", "--data", "@nothing").exitCode()).isEqualTo(2);
    run("event", "publish", "t", "--data", "@data.json");
    assertThat(sent("POST")).isEqualTo("{\"type\":\"t\",\"data\":[2]}");
    Ran.withStdin(
        "[3]",
        folder,
        Map.of("ALCOVE_URL", server.url()),
        "event",
        "publish",
        "t",
        "--data",
        "-",
        "--source",
        "billing");
    assertThat(sent("POST")).isEqualTo("{\"type\":\"t\",\"data\":[3],\"source\":\"billing\"}");
  }

  @Test
  void runsAreListedShownAndCancelled() {
    server
        .on(
            RUNS + "?limit=5&entry=POST%20%2Forders&outcome=THREW",
            "{\"runs\": [{\"time\": \"2026-01-05T08:00:00Z\", \"execution\": \"e1\", \"entry\":"
                + " \"POST /orders\", \"outcome\": \"THREW\", \"wall_ms\": 1.25, \"message\":"
                + " \"no\"}]}")
        .on(RUNS + "/e1", BAD_RUN)
        .on("POST /admin/v1/tenants/acme/runs/e1/cancel", 202, "{\"execution\": \"e1\"}");

    assertThat(run("runs", "--limit", "5", "--entry", "POST /orders", "--outcome", "THREW").out())
        .contains("2026-01-05 08:00:00Z  e1         POST /orders  THREW    1.3  no");
    assertThat(run("runs", "e1").out()).contains("TypeError: no id");
    assertThat(run("runs", "e1", "--cancel").exitCode()).isZero();
    assertThat(run("runs", "--cancel").exitCode()).isEqualTo(2);
  }

  @Test
  void logsAreShown_andFollowedUntilTheServerIsGone() {
    String logs = "GET /admin/v1/tenants/acme/logs?level=debug&limit=";
    String line = "{\"time\": \"2026-01-05T08:00:00Z\", \"level\": \"warn\", \"app\": \"shop\",";
    server
        .on(
            logs + "100",
            "{\"lines\": ["
                + line
                + "\"script\": \"a\", \"message\": \"one\"}],"
                + " \"position\": 7}")
        .on(
            logs + "1000&after=7",
            "{\"lines\": [" + line + "\"message\": \"two\"}]," + " \"position\": 9}")
        .on(logs + "1000&after=9", 503, "{\"error\": {\"code\": \"GONE\", \"message\": \"x\"}}");

    assertThat(run("logs").out()).contains("WARN   shop/a  one", "Next: alcove logs");
    Ran ran = run("logs", "--follow", "--json");
    assertThat(ran.out().lines()).hasSize(3);
    assertThat(ran.out().lines().skip(1).findFirst().orElseThrow()).contains("\"two\"");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void deadLettersAreListedAndDrivenAgain() {
    server
        .on(
            "GET /admin/v1/tenants/acme/dead-letters?limit=20",
            "{\"dead_letters\": [{\"at\": \"2026-01-05T08:00:00Z\", \"execution\": \"e1\","
                + " \"script\": \"s\", \"outcome\": \"THREW\", \"attempts\": 4, \"reason\":"
                + " \"r\"}]}")
        .on("POST /admin/v1/tenants/acme/dead-letters/e1/redrive", 202, "{\"redriven\": \"e1\"}");

    assertThat(run("event", "dead").out()).containsPattern("e1 +s +THREW +4 +r");
    assertThat(run("event", "redrive", "e1").exitCode()).isZero();
  }

  @Test
  void cronsShowTheirTimes() {
    server.on(
        "GET /admin/v1/tenants/acme/schedules",
        "{\"schedules\": [{\"name\": \"report\", \"app\": \"shop\", \"schedule\": \"0 9 * * *\","
            + " \"timezone\": \"Europe/Berlin\", \"next\": [{\"utc\": \"2026-01-06T08:00:00Z\","
            + " \"local\": \"2026-01-06T09:00+01:00\"}]}]}");

    assertThat(run("cron", "list").out())
        .contains("report (app shop): 0 9 * * * in Europe/Berlin")
        .contains("  2026-01-06T09:00+01:00   2026-01-06T08:00:00Z");
  }

  @Test
  void theClockIsShownAndMoved() {
    server
        .on(
            "GET /dev/v1/clock",
            "{\"now\": \"2026-01-05T08:00:00Z\", \"offset\": \"PT25H\", \"real\": \"x\"}")
        .on(
            "POST /dev/v1/clock/advance",
            "{\"now\": \"2026-01-06T08:00:00Z\", \"offset\": \"PT0S\", \"fired\": [{\"time\":"
                + " \"2026-01-06T07:00:00Z\", \"tenant\": \"acme\", \"script\": \"report\","
                + " \"triggeredBy\": \"cron\", \"outcome\": \"OK\"}]}");

    assertThat(run("clock").out()).contains("ahead of real time by 1 d 1 h 0 min");
    assertThat(run("clock", "advance", "1d").out()).containsPattern("acme +report +cron +OK");
    assertThat(sent("POST")).isEqualTo("{\"by\":\"1d\"}");
    assertThat(run("clock", "advance", "1d", "--json").json().path("fired")).hasSize(1);
  }

  @Test
  void aServerThatIsNoLaptopHasNoClock() {
    assertThat(run("clock").err()).contains("alcove dev");
  }

  @Test
  void aTokenIsAllThatGoesToStdout() {
    server.on("POST /dev/v1/tokens", "{\"token\": \"abc.def.ghi\"}");

    assertThat(run("token", "--tenant", "acme", "--user", "ada@acme.example").out())
        .isEqualToNormalizingNewlines("abc.def.ghi\n");
    assertThat(sent("POST")).isEqualTo("{\"tenant\":\"acme\",\"user\":\"ada@acme.example\"}");
  }

  @Test
  void aCertificateIsWrittenForItsOwner_andReplacesNothing() throws IOException {
    server.on(
        "POST /dev/v1/certificates",
        "{\"certificate\": \"CERT\", \"key\": \"KEY\", \"fingerprint\": \"f\"}");

    Ran ran = run("token", "--user", "ada", "--cert");

    assertThat(ran.exitCode()).isZero();
    assertThat(folder.resolve("user.crt")).hasContent("CERT");
    assertThat(folder.resolve("user.key")).hasContent("KEY");
    assertThat(Files.getPosixFilePermissions(folder.resolve("user.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(run("token", "--user", "ada", "--cert").exitCode()).isEqualTo(1);
    assertThat(run("token", "--user", "ada", "--cert", "other").exitCode()).isZero();
  }

  @Test
  void versionsAreListedAndRolledBack() {
    server
        .on("GET /admin/v1/tenants/acme/apps", "{\"apps\": [{\"app\": \"shop\"}]}")
        .on(
            "GET /admin/v1/tenants/acme/apps/shop/versions",
            "{\"versions\": [{\"version\": \"0123456789abcdef\", \"live\": true, \"created\":"
                + " \"2026-01-05T08:00:00Z\", \"author\": \"ada\", \"message\": \"m\","
                + " \"modules\": 2}]}")
        .on(
            "POST /admin/v1/tenants/acme/apps/shop/rollback",
            201,
            "{\"version\": \"0123456789abcdef\", \"deployment\": 3}");

    assertThat(run("versions").out()).containsPattern("\\* +0123456789ab +2026.* +ada +2 +m");
    Ran ran = run("rollback", "012345", "-m", "why");
    assertThat(ran.out()).contains("acme/shop is version 0123456789ab again (deployment 3).");
    assertThat(sent("POST")).isEqualTo("{\"version\":\"012345\",\"message\":\"why\"}");
  }

  private Ran run(String... args) {
    return Ran.in(folder, Map.of("ALCOVE_URL", server.url()), args);
  }

  /** The body of the last request of a method. */
  private String sent(String method) {
    return server.received.stream()
        .filter(received -> received.request().startsWith(method))
        .reduce((first, second) -> second)
        .orElseThrow()
        .body();
  }
}
