package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls the function {@code invoke}, over the embedded adapters. */
class InvokeDoorTest {
  private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";
  private static final String FAILED = "{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}";

  @TempDir Path folder;
  private TestWorld world;
  private InvokeDoor door;

  @BeforeEach
  void open() {
    world = new TestWorld(folder).withShop();
    door = new InvokeDoor(world.process);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private JsonNode call(String name) {
    return Json.parse(door.handle(SampleEvents.of("invoke/" + name)));
  }

  private void publish() {
    new TriggerDoor(world.process.dispatch()).handle(SampleEvents.of("trigger/bus-event"));
  }

  private String next() {
    return door.handle(world.nextMessage().orElseThrow()).text();
  }

  @Test
  void aQueuedRunIsMade() {
    publish();
    assertThat(next()).isEqualTo(NONE_FAILED);
    assertThat(world.stored("sales/revenue")).isEqualTo("12.5");
  }

  @Test
  void aDuplicateTakesEffectOnce() {
    publish();
    publish();
    assertThat(next()).isEqualTo(NONE_FAILED);
    assertThat(next()).isEqualTo(NONE_FAILED);
    assertThat(world.stored("sales/orders")).isEqualTo("1");
  }

  @Test
  void aMessageThatIsNoRunStaysForTheDeadLetters() {
    assertThat(door.handle(TestWorld.message("handle", "not a run at all")).text())
        .isEqualTo(FAILED);
    assertThat(
            call("poison-message")
                .path("batchItemFailures")
                .path(0)
                .path("itemIdentifier")
                .asText())
        .isEqualTo("059f36b4-87a3-44ab-83d2-661975830a7d");
  }

  /** Code that cannot be read now may be there in a moment: hidden shortly, and not an attempt. */
  @Test
  void aRunThatThePlatformCannotMakeComesAgain() {
    publish();
    Bytes message = world.nextMessage().orElseThrow();
    world.local.code().erase(TestWorld.ACME);
    try (FunctionProcess other = world.another()) {
      assertThat(new InvokeDoor(other).handle(message).text()).isEqualTo(FAILED);
    }
    assertThat(world.nextMessage()).isEmpty();
    world.local.clock().advance(Duration.ofSeconds(31));
    assertThat(world.nextMessage()).isPresent();
  }

  @Test
  void aHookAnswers() {
    JsonNode answer = call("embedded");
    assertThat(answer.path("outcome").asText()).isEqualTo("OK");
    assertThat(answer.path("output").path("valid").asBoolean()).isTrue();
    assertThat(answer.path("error").isNull()).isTrue();
    assertThat(answer.path("receipt").path("attempts").asInt()).isEqualTo(1);
    assertThat(answer.path("receipt").has("v")).isFalse();
  }

  @Test
  void aJobIsQueuedForSomebody() {
    assertThat(call("one-off").path("execution").asText()).isNotEmpty();
    assertThat(next()).isEqualTo(NONE_FAILED);
    assertThat(world.stored("order/7")).isEqualTo("{\"id\":\"7\",\"total\":12.5}");
  }

  @Test
  void aScriptThatThereIsNot() {
    assertThat(call("unknown-script").path("outcome").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aCallOfNothing() {
    JsonNode answer = call("neither-script-nor-hook");
    assertThat(answer.path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(answer.path("error").path("message").asText()).contains("`script` or a `hook`");
  }

  @Test
  void aCallThatThePlatformCannotServe() {
    world.local.code().erase(TestWorld.ACME);
    JsonNode answer = call("embedded");
    assertThat(answer.path("outcome").asText()).isEqualTo("PLATFORM_FAILED");
    assertThat(answer.toString()).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "1", "{}", "nonsense", "{\"tenant\": \"A C\", \"script\": \"s\"}"})
  void whatCannotBeReadIsRejected(String event) {
    assertThat(Json.parse(door.handle(Bytes.utf8(event))).path("outcome").asText())
        .isEqualTo("REJECTED");
  }
}
