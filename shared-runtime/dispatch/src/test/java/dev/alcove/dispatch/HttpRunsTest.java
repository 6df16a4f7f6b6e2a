package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Mode;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests from the address to the commit. */
class HttpRunsTest {
  private static final String COUNTER =
      """
      const key = ccf.strToBuf('n');
      function read() {
        const buf = ccf.kv['counts'].get(key);
        return buf === undefined ? 0 : ccf.bufToJsonCompatible(buf);
      }
      export function increment(request) {
        const n = read() + 1;
        ccf.kv['counts'].set(key, ccf.jsonCompatibleToBuf(n));
        return { body: { n } };
      }
      export function fail(request) {
        ccf.kv['counts'].set(key, ccf.jsonCompatibleToBuf(-1));
        return { statusCode: 400, body: { error: 'no' } };
      }
      export function show(request) { return { body: { n: read() } }; }
      export function sneak(request) {
        ccf.kv['counts'].set(key, ccf.jsonCompatibleToBuf(99));
        return {};
      }
      export function bug(request) { throw new TypeError('secret text'); }
      export function invalid(request) { return { get body() { throw Error('secret (text).'); } }; }
      """;

  @TempDir Path folder;
  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform = new TestPlatform(folder);
    platform.deploy(
        TestPlatform.ACME,
        "main",
        Samples.version(
            COUNTER,
            List.of(
                Samples.endpoint("post", "/increment", "increment", Mode.READWRITE),
                Samples.endpoint("post", "/fail", "fail", Mode.READWRITE),
                Samples.endpoint("get", "/show", "show", Mode.READONLY),
                Samples.endpoint("get", "/sneak", "sneak", Mode.READONLY),
                Samples.endpoint("get", "/bug", "bug", Mode.READONLY),
                Samples.endpoint("get", "/invalid", "invalid", Mode.READONLY),
                Samples.endpoint("get", "/token", "jwt"),
                Samples.endpoint("get", "/odd", "no_such_policy")),
            List.of(
                Samples.script(
                    "hello",
                    new Script.Http("GET", PathTemplate.parse("/api/custom/hello/{name}")),
                    "bug",
                    false))));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void goodAnswer_commits_andNamesItsTransaction() {
    HttpResponse first = post("/t/acme/app/increment");
    HttpResponse second = post("/t/acme/increment");
    assertThat(first.body().text()).isEqualTo("{\"n\":1}");
    assertThat(second.body().text()).isEqualTo("{\"n\":2}");
    assertThat(first.headers()).containsEntry("x-ms-ccf-transaction-id", "2.1");
    assertThat(second.headers()).containsEntry("x-ms-ccf-transaction-id", "2.2");
    assertThat(first.headers()).containsKey("x-alcove-execution-id");
  }

  @Test
  void badAnswer_dropsItsWrites_andHasNoTransaction() {
    post("/t/acme/app/increment");
    HttpResponse failed = post("/t/acme/app/fail");
    assertThat(failed.status()).isEqualTo(400);
    assertThat(failed.headers()).doesNotContainKey("x-ms-ccf-transaction-id");
    assertThat(get("/t/acme/app/show").body().text()).isEqualTo("{\"n\":1}");
  }

  @Test
  void readonly_cannotWrite() {
    assertThat(get("/t/acme/app/sneak").status()).isEqualTo(500);
    assertThat(get("/t/acme/app/show").body().text()).isEqualTo("{\"n\":0}");
  }

  @Test
  void thrownError_isNotShownToTheClient_butIsInTheLog() {
    HttpResponse answer = get("/t/acme/app/bug");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().text())
        .isEqualTo(
            "{\"error\":{\"code\":\"InternalError\","
                + "\"message\":\"Exception thrown while executing.\"}}");
    assertThat(errorLog()).contains("secret text").contains("app.js:");
  }

  @Test
  void whatAnInvalidAnswerThrew_isNotShownToTheClient_butIsInTheLog() {
    HttpResponse answer = get("/t/acme/app/invalid");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().text())
        .isEqualTo(
            "{\"error\":{\"code\":\"InternalError\","
                + "\"message\":\"Invalid endpoint function return value (error reading body).\"}}");
    assertThat(errorLog()).contains("(error reading body). Error: secret (text).");
  }

  private String errorLog() {
    return platform
        .world
        .logs()
        .query(TestPlatform.ACME, Optional.empty(), Optional.empty(), LogLine.Level.ERROR, 0, 10)
        .toString();
  }

  @Test
  void unknownTenantPathAndVerb_areToldApart() {
    assertThat(get("/t/nobody/app/show").status()).isEqualTo(404);
    assertThat(get("/t/acme/app/nothing").body().text())
        .isEqualTo(
            "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Unknown path: /nothing.\"}}");
    HttpResponse wrongVerb = get("/t/acme/app/increment");
    assertThat(wrongVerb.status()).isEqualTo(405);
    assertThat(wrongVerb.headers()).containsEntry("allow", "OPTIONS, POST");
    assertThat(platform.call("OPTIONS", "/t/acme/app/increment", "").status()).isEqualTo(204);
  }

  @Test
  void withoutCredentials_theLastPolicySaysHow() {
    HttpResponse answer = get("/t/acme/app/token");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().get("www-authenticate")).startsWith("Bearer");
    assertThat(answer.body().text()).contains("\"auth_policy\":\"jwt\"");
  }

  @Test
  void unknownPolicy_failsTheCall_asInCcf() {
    HttpResponse answer = get("/t/acme/app/odd");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().text()).contains("Unknown auth policy: no_such_policy");
  }

  @Test
  void httpScript_failsInItsOwnForm_andWithoutTheGlobalsOfCcf() {
    HttpResponse answer = get("/t/acme/api/custom/hello/Ada");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().text())
        .contains("\"code\":\"SCRIPT_THREW\"")
        .contains("ReferenceError: ccf is not defined")
        .contains("app.js:");
  }

  @Test
  void tenants_doNotSeeEachOther() {
    platform.deploy(
        TestPlatform.GLOBEX,
        "main",
        Samples.version(
            COUNTER,
            List.of(Samples.endpoint("post", "/increment", "increment", Mode.READWRITE)),
            List.of()));
    post("/t/acme/app/increment");
    assertThat(post("/t/globex/app/increment").body().text()).isEqualTo("{\"n\":1}");
  }

  private HttpResponse post(String path) {
    return platform.call("POST", path, "", Map.of());
  }

  private HttpResponse get(String path) {
    return platform.call("GET", path, "", Map.of());
  }
}
