package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpResponse;
import dev.alcove.testkit.TestIds;
import dev.alcove.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of API Gateway over the embedded adapters: what comes back to the gateway. */
class RestDoorTest {
  private static final String GATEWAYS_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

  @TempDir static Path folder;
  private static TestWorld world;
  private static RestDoor door;

  @BeforeAll
  static void open() {
    world = new TestWorld(folder).withShop();
    door = new RestDoor(world.process.dispatch()::http, world.process.ports().ids());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static JsonNode answer(String name) {
    return Json.parse(door.handle(SampleEvents.of("http/" + name)));
  }

  private static String header(JsonNode answer, String name) {
    return answer.path("multiValueHeaders").path(name).path(0).asText();
  }

  private static String code(JsonNode answer) {
    return Json.parse(answer.path("body").asText()).path("error").path("code").asText();
  }

  @Test
  void aScriptAnswers() {
    JsonNode answer = answer("greeting");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(Json.parse(answer.path("body").asText()).path("message").asText())
        .isEqualTo("Hello Zoë, this is Acme Ltd..");
    assertThat(header(answer, "x-request-id")).isEqualTo(GATEWAYS_ID);
    assertThat(header(answer, "x-alcove-execution-id")).isNotEmpty();
  }

  @Test
  void anEndpointAnswers() {
    JsonNode answer = answer("stock-of-nothing");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
    assertThat(answer.path("body").asText()).isEqualTo("{\"error\":\"no article nothing\"}");
  }

  @Test
  void aTenantThatThereIsNot() {
    assertThat(answer("unknown-tenant").path("statusCode").asInt()).isEqualTo(404);
  }

  /** The gateway sends the header under another name: a listed difference. */
  @Test
  void nobodyIsAskedWhoTheyAreInAHeaderThatTheGatewayRenames() {
    JsonNode answer = answer("order-without-token");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(401);
    assertThat(header(answer, "www-authenticate")).startsWith("Bearer ");
    assertThat(GatewayDifferences.REMAPPED_HEADERS).contains("www-authenticate");
  }

  @Test
  void everyDifferenceIsTold() throws Exception {
    String told = Files.readString(Path.of("../../docs/functions.md")).toLowerCase(Locale.ROOT);
    assertThat(GatewayDifferences.REMAPPED_HEADERS)
        .allSatisfy(name -> assertThat(told).contains("`" + name + "`"));
    assertThat(GatewayDifferences.DROPPED_HEADERS)
        .allSatisfy(name -> assertThat(told).contains("`" + name + "`"));
    assertThat(told)
        .contains(
            GatewayDifferences.REMAPPED_PREFIX.toLowerCase(Locale.ROOT),
            "4.5 mb",
            "10,240 bytes",
            "25 s");
    assertThat(GatewayDifferences.MOST_BODY_BYTES).isEqualTo(9 * 512 * 1024);
    assertThat(GatewayDifferences.MOST_HEADER_BYTES).isEqualTo(10_240);
    assertThat(GatewayDifferences.MOST_WALL_MILLIS).isEqualTo(25_000);
  }

  /** What the gateway has decoded can be decoded again without a change: none of it is special. */
  @Test
  void whatTheGatewayDecodesInAPathMeansTheSame() {
    assertThat(Percent.path(GatewayDifferences.DECODED_IN_PATHS))
        .isEqualTo(GatewayDifferences.DECODED_IN_PATHS);
  }

  @Test
  void whatIsNoRequest() {
    JsonNode answer = answer("not-a-request");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("INVALID_INPUT");
    assertThat(header(answer, "x-request-id")).isNotEmpty();
  }

  @Test
  void aBodyThatIsTooLarge() {
    String body = Base64.getEncoder().encodeToString(new byte[9 * 512 * 1024 + 1]);
    String event = SampleEvents.of("http/binary-body").text().replace("AP+ACg==", body);
    JsonNode answer = Json.parse(door.handle(Bytes.utf8(event)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(413);
    assertThat(code(answer)).isEqualTo("TOO_LARGE");
  }

  @Test
  void liveness() {
    assertThat(answer("health").path("body").asText()).isEqualTo("{\"status\":\"ok\"}");
  }

  /** The live item names a version whose code somebody has removed from the bucket. */
  @Test
  void codeThatIsNotThere(@TempDir Path other) {
    try (TestWorld without = new TestWorld(other).withShop()) {
      without.local.code().erase(TestWorld.ACME);
      RestDoor broken = new RestDoor(without.process.dispatch()::http, new TestIds());
      JsonNode answer = Json.parse(broken.handle(SampleEvents.of("http/greeting")));
      assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
      assertThat(code(answer)).isEqualTo("PLATFORM_FAILED");
      assertThat(answer.path("body").asText())
          .contains(GATEWAYS_ID)
          .doesNotContain("Exception")
          .doesNotContain("acme");
    }
  }

  /** What a script writes into a header can neither end it nor make API Gateway refuse it all. */
  @Test
  void headersAreMadeFit() {
    RestDoor headers =
        new RestDoor(
            request ->
                new HttpResponse(
                    200,
                    Map.of("x-a", "b\r\nx-c: d", "x y", "no", "connection", "close"),
                    Bytes.EMPTY),
            new TestIds());
    JsonNode sent =
        Json.parse(headers.handle(SampleEvents.of("http/greeting"))).path("multiValueHeaders");
    assertThat(sent.path("x-a").path(0).asText()).isEqualTo("b  x-c: d");
    assertThat(sent.has("x y")).isFalse();
    assertThat(sent.has("connection")).isFalse();
  }

  /** Somebody waits for the answer, and the gateway waits for 29 s only. */
  @Test
  void runsAreShortEnoughForTheGateway() {
    var environment = TestWorld.environment();
    environment.put("ALCOVE_PLANS", "{\"long\": {\"limits\": {\"wall_ms\": 200000}}}");
    FunctionSettings settings = FunctionSettings.forRequests(environment);
    assertThat(settings.dispatch().plans())
        .extractingByKey("long")
        .extracting(plan -> plan.limits().wallMillis())
        .isEqualTo(25_000L);
    assertThat(settings.dispatch().defaultPlan().limits().wallMillis()).isEqualTo(10_000);
    assertThat(FunctionSettings.forRuns(environment).dispatch().plans())
        .extractingByKey("long")
        .extracting(longer -> longer.limits().wallMillis())
        .isEqualTo(200_000L);
    // What is deployed here may be run by others, who have more time.
    assertThat(settings.queued().plans())
        .extractingByKey("long")
        .extracting(longer -> longer.limits().wallMillis())
        .isEqualTo(200_000L);
    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(28));
  }
}
