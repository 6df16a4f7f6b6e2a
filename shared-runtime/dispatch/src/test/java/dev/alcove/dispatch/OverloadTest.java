package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Mode;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Script;
import dev.alcove.engine.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose fault it is that there is no room: the tenant's own limit is 429, ours is 503. */
class OverloadTest {
  private static final String SOURCE =
      """
      export function endpoint() { return {}; }
      export function script() { return {}; }
      export async function stay() {
        await events.publish('stays', context.execution.id);
        await new Promise((resolve) => setTimeout(resolve, 3600000));
      }
      """;

  private static final Plan UNMETERED = Plan.unmetered(Limits.DEFAULT, 10);
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void ownRate_is429() {
    Plan slow = new Plan("slow", Limits.DEFAULT, OptionalInt.of(1), 10);
    try (TestPlatform platform = platform(slow, EngineSettings.DEFAULT)) {
      assertThat(endpoint(platform).status()).isEqualTo(200);
      refusesBecauseOfTheTenant(platform);
    }
  }

  @Test
  void ownSlots_is429() {
    Plan narrow = new Plan("narrow", Limits.DEFAULT, OptionalInt.empty(), 1);
    try (TestPlatform platform = platform(narrow, EngineSettings.DEFAULT)) {
      Instant now = TestPlatform.START;
      platform
          .ports
          .admission()
          .takeSlot(TestPlatform.ACME, new ExecutionId("other"), 1, now, now.plus(LONG));
      refusesBecauseOfTheTenant(platform);
    }
  }

  @Test
  void noPlaceInTheEngine_is503() throws Exception {
    try (TestPlatform platform = platform(UNMETERED, onePlace())) {
      long seen = platform.world.signals().count();
      CompletableFuture<HttpResponse> staying =
          CompletableFuture.supplyAsync(() -> callUntilThereIsAPlace(platform));
      assertThat(platform.world.signals().await(seen, LONG)).isTrue();
      refuses(endpoint(platform), 503, "NO_FREE_SLOT");
      refuses(script(platform), 503, "NO_FREE_SLOT");

      platform.runner.cancel(stayingExecution(platform));
      assertThat(staying.get(LONG.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(500);
      assertThat(script(platform).status()).isEqualTo(200);
    }
  }

  /** The engine has none while it starts. */
  private static HttpResponse callUntilThereIsAPlace(TestPlatform platform) {
    HttpResponse answer;
    do {
      answer = call(platform, "/t/acme/api/custom/stay");
    } while (answer.status() == 503);
    return answer;
  }

  private static ExecutionId stayingExecution(TestPlatform platform) {
    OutboxItem item = platform.world.outbox().due(TestPlatform.START, 1).getFirst();
    String json = item.events().getFirst().event().data();
    return new ExecutionId(json.substring(1, json.length() - 1));
  }

  private static void refusesBecauseOfTheTenant(TestPlatform platform) {
    refuses(endpoint(platform), 429, "RATE_LIMITED");
    refuses(script(platform), 429, "RATE_LIMITED");
  }

  private static void refuses(HttpResponse answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.body().text()).startsWith("{\"error\":{\"code\":\"" + code + "\",");
  }

  private static HttpResponse endpoint(TestPlatform platform) {
    return call(platform, "/t/acme/app/endpoint");
  }

  private static HttpResponse script(TestPlatform platform) {
    return call(platform, "/t/acme/api/custom/script");
  }

  private static HttpResponse call(TestPlatform platform, String path) {
    return platform.call("GET", path, "");
  }

  /** Room for one run, and nobody waits long for it. */
  private static EngineSettings onePlace() {
    EngineSettings usual = EngineSettings.DEFAULT;
    return new EngineSettings(
        1,
        0,
        usual.preparedBytes(),
        200,
        usual.blankEngines(),
        usual.cachedBytes(),
        usual.heapDivisor(),
        usual.graceMillis(),
        usual.argumentBytes(),
        usual.timersAtOnce(),
        usual.stackBytes(),
        false);
  }

  private TestPlatform platform(Plan plan, EngineSettings settings) {
    TestPlatform platform = new TestPlatform(folder, List.of(), plan, settings);
    platform.deploy(
        TestPlatform.ACME,
        "main",
        Samples.version(
            SOURCE,
            List.of(Samples.endpoint("get", "/endpoint", "endpoint", Mode.READONLY)),
            List.of(http("script"), http("stay"))));
    return platform;
  }

  private static Script http(String name) {
    return Samples.script(
        name, new Script.Http("GET", PathTemplate.parse("/api/custom/" + name)), name, false);
  }
}
