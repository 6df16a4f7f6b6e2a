package dev.alcove.hostapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Mode;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsAndAnswersTest {
  private static final HttpRequest REQUEST =
      new HttpRequest(
          "POST",
          "/app/echo/a%20b",
          "a=4%262&b=x+y&a=2&%zz",
          Map.of("Host", List.of("h:8080"), "X-Two", List.of("1", "2")),
          Bytes.utf8("{}"),
          Optional.empty());

  @Test
  void endpointsSeeWhatCcfShows() {
    GuestInput input =
        EndpointCall.of(
            REQUEST,
            PathTemplate.parse("/echo/{foo}"),
            Map.of("foo", "a%20b"),
            new Caller.NoAuth());
    assertThat(input.json())
        .isEqualTo(
            "{\"headers\":{\"host\":\"h:8080\",\"x-two\":\"1\"},\"query\":\"a=4&2&b=x y&a=2&%zz\","
                + "\"path\":\"/app/echo/a%20b\",\"method\":\"POST\",\"hostname\":\"h:8080\","
                + "\"route\":\"/app/echo/{foo}\",\"params\":{\"foo\":\"a%20b\"},"
                + "\"caller\":{\"policy\":\"no_auth\"}}");
    assertThat(input.bytes()).isEqualTo(Bytes.utf8("{}"));
  }

  @Test
  void scriptsSeeEverythingDecoded() {
    assertThat(ScriptCall.http(REQUEST, Map.of("foo", "a%20b+c")).json())
        .isEqualTo(
            "{\"kind\":\"http\",\"method\":\"POST\",\"path\":\"/app/echo/a b\","
                + "\"query\":{\"a\":\"4&2\",\"b\":\"x y\",\"%zz\":\"\"},"
                + "\"params\":{\"foo\":\"a b+c\"},"
                + "\"headers\":{\"host\":\"h:8080\",\"x-two\":\"1, 2\"}}");
    assertThat(ScriptCall.value("").json()).isEqualTo("{\"kind\":\"value\"}");
    assertThat(ScriptCall.value("[1]").json()).isEqualTo("{\"kind\":\"value\",\"value\":[1]}");
  }

  @Test
  void callersHaveCcfsShapes() {
    Caller cert =
        new Caller.Certificate("user_cert", "ab12", "{\"admin\":true}", "PEM", Optional.empty());
    Caller any = new Caller.Certificate("any_cert", "ab12", "null", "PEM", Optional.empty());
    Caller jwt = new Caller.Jwt("iss", "{\"alg\":\"x\"}", "{\"sub\":\"s\"}", TestWorld.USER);
    assertThat(caller(new Caller.Open())).isEqualTo("null");
    assertThat(caller(cert))
        .isEqualTo(
            "{\"policy\":\"user_cert\",\"id\":\"ab12\",\"data\":{\"admin\":true},\"cert\":\"PEM\"}");
    assertThat(caller(any)).isEqualTo("{\"policy\":\"any_cert\",\"cert\":\"PEM\"}");
    assertThat(caller(jwt))
        .isEqualTo(
            "{\"policy\":\"jwt\",\"jwt\":{\"keyIssuer\":\"iss\",\"header\":{\"alg\":\"x\"},\"payload\":{\"sub\":\"s\"}}}");
    assertThat(caller(new Caller.AllOf(new TreeMap<>(Map.of("jwt", jwt, "any_cert", any)))))
        .startsWith("{\"policy\":[\"any_cert\",\"jwt\"],\"any_cert\":{\"policy\":\"any_cert\"");
  }

  private static String caller(Caller caller) {
    return Json.text(CallerJson.of(caller));
  }

  @Test
  void bindingsSayTheContext() {
    try (TestWorld world = new TestWorld()) {
      Instant deadline = Instant.parse("2026-02-03T04:05:36.789Z");
      Script script =
          new Script(
              new ScriptName("report"),
              new Script.OneOff(),
              "report.js",
              "main",
              List.of(),
              true,
              LimitOverrides.NONE);
      assertThat(Bindings.script(world.invocation(), script, deadline))
          .isEqualTo(
              "{\"context\":{\"tenant\":{\"id\":\"acme\",\"name\":\"Acme Inc.\"},"
                  + "\"user\":{\"id\":\"u-1\",\"email\":\"ann@acme.example\",\"name\":\"Ann\",\"permissions\":[\"reports.view\"]},"
                  + "\"script\":{\"id\":\"main/report\",\"name\":\"report\",\"type\":\"one_off\",\"version\":\""
                  + "ab".repeat(32)
                  + "\"},\"execution\":{\"id\":\"exec-1\",\"triggeredBy\":\"manual\",\"attempt\":1,"
                  + "\"scheduledTime\":null,\"deadline\":\"2026-02-03T04:05:36.789Z\"}},\"kv\":true}");
      world.user = Optional.empty();
      assertThat(
              Bindings.endpoint(
                  world.invocation(), Mode.READONLY, Set.of("storage", "events"), deadline))
          .startsWith("{\"mode\":\"readonly\",\"globals\":[\"events\",\"storage\"],\"context\":")
          .contains("\"user\":null");
    }
  }

  @Test
  void answersBecomeResponses() {
    String json =
        "{\"status\":201,\"headers\":[[\"content-type\",\"text/plain\"],[\"Content-Type\",\"a/b\"],"
            + "[\"Content-Length\",\"7\"],[\"x-a\",\"1\"]],\"text\":\"h\u00e4\\ud800\",\"metrics\":false}";
    assertThat(HttpAnswer.ofEndpoint(json, Bytes.EMPTY))
        .isEqualTo(
            new HttpAnswer.Answered(
                new HttpResponse(
                    201, Map.of("Content-Type", "a/b", "x-a", "1"), Bytes.utf8("h\u00e4\ufffd")),
                false));
    assertThat(HttpAnswer.ofScript("{\"status\":200,\"headers\":[]}", Bytes.utf8("b")))
        .isEqualTo(new HttpAnswer.Answered(new HttpResponse(200, Map.of(), Bytes.utf8("b")), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":42,\"headers\":[]} | status code type",
        "{\"status\":1e9,\"headers\":[]} | status code type",
        "{\"status\":200,\"headers\":[[\"a b\",\"1\"]]} | header type",
        "{\"status\":200,\"headers\":[[\"\",\"1\"]]} | header type",
        "{\"status\":200,\"headers\":[[\":path\",\"1\"]]} | header type",
        "{\"status\":200,\"headers\":[[\"a\",\"1\\r\\nb: 2\"]]} | header value type",
      })
  void whatNoFrontCouldSendIsInvalid(String json, String reason) {
    assertThat(HttpAnswer.ofEndpoint(json, Bytes.EMPTY))
        .isEqualTo(
            new HttpAnswer.Invalid(
                "Invalid endpoint function return value (" + reason + ").", Optional.empty()));
  }

  @Test
  void whatThePreludeFoundInvalidKeepsItsCause() {
    String json =
        "{\"invalid\":\"Invalid (x).\",\"cause\":{\"name\":\"TypeError\",\"message\":\"no\"}}";
    assertThat(HttpAnswer.ofEndpoint(json, Bytes.EMPTY))
        .isEqualTo(new HttpAnswer.Invalid("Invalid (x).", Optional.of("TypeError: no")));
  }
}
