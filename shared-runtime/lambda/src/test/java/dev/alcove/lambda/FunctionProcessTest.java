package dev.alcove.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.aws.SettingsException;
import dev.alcove.domain.Bytes;
import dev.alcove.engine.GuestEngine;
import dev.alcove.engine.GuestEngine.Execution;
import dev.alcove.local.LocalWorld;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a process: its snapshot, and its end. */
class FunctionProcessTest {
  @TempDir Path folder;

  /**
   * A run that cannot be stopped: its answer goes out as the message of an error of the kind after
   * which AWS's runtime client ends the process.
   */
  @Test
  void aSpoiltProcessEndsWithItsAnswer() throws IOException {
    AtomicReference<CompletableFuture<Boolean>> hears =
        new AtomicReference<>(CompletableFuture.completedFuture(true));
    LocalWorld local = LocalWorld.open(folder.resolve("data"), () -> TestClock.START);
    try (TestWorld deaf = new TestWorld(local, () -> now(hears.get()))) {
      deaf.deploy("main", clockReader());
      RestDoor door = new RestDoor(deaf.process.dispatch()::http, deaf.process.ports().ids());
      Bytes event =
          Bytes.utf8(
              SampleEvents.of("http/greeting").text().replace("/custom/greeting", "/custom/slow"));
      // Once before, so that the next run comes to the clock long before its time is over.
      assertThat(status(deaf.process.finish(door.handle(event)))).isEqualTo(200);
      CompletableFuture<Boolean> never = new CompletableFuture<>();
      hears.set(never);
      Bytes answer = door.handle(event);
      assertThat(status(answer)).isEqualTo(504);
      String said =
          saidWhile(
              () ->
                  assertThatThrownBy(() -> deaf.process.finish(answer))
                      .isInstanceOf(VirtualMachineError.class)
                      .satisfies(
                          error -> {
                            JsonNode told = Json.parse(String.valueOf(error.getMessage()));
                            assertThat(told).isEqualTo(Json.parse(answer));
                          }));
      assertThat(said)
          .endsWith(
              "This process must not run guests any more and ends: a guest thread that does not"
                  + " end\n");
      assertThat(answer.text()).doesNotContain("guest thread");
      never.complete(true);
    }
  }

  /** What the platform's log got meanwhile. */
  private static String saidWhile(Runnable action) {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(out);
    }
    return said.toString(UTF_8);
  }

  private static int status(Bytes answer) {
    return Json.parse(answer).path("statusCode").asInt();
  }

  private Path clockReader() throws IOException {
    Path app = folder.resolve("app");
    Files.createDirectories(app.resolve("src"));
    Files.writeString(
        app.resolve("app.json"),
        """
        {"scripts": {"slow": {"type": "http", "method": "GET", "path": "/api/custom/slow",
          "js_module": "slow.js", "authn_policies": []}}, "limits": {"wall_ms": 2000}}
        """);
    Files.writeString(
        app.resolve("src/slow.js"),
        "export function handleRequest() { return { body: { at: Date.now() } }; }");
    return app;
  }

  private static Instant now(CompletableFuture<Boolean> hears) {
    if (Thread.currentThread().getName().startsWith("alcove-guest")) {
      hears.join();
    }
    return TestClock.START;
  }

  @Test
  void aHealthyProcessGivesItsAnswer() {
    try (TestWorld world = new TestWorld(folder)) {
      Bytes answer = Bytes.utf8("{}");
      assertThat(world.process.finish(answer)).isEqualTo(answer);
    }
  }

  /** The functions' engine is the one that the stack asks for, or there is no function. */
  @Test
  void aProcessWithoutTheEngineThatWasMeantDoesNotStart() {
    assertThat(GuestEngine.execution()).isEqualTo(Execution.INTERPRETED);
    ExpectedEngine.check(Execution.INTERPRETED, GuestEngine.execution());
    ExpectedEngine.check(Execution.COMPILED, Execution.COMPILED);
    Map<String, String> environment = TestWorld.environment();
    environment.put("ALCOVE_GRAAL_JIT", "on");
    assertThatThrownBy(() -> FunctionProcess.start(FunctionSettings.forRuns(environment)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ALCOVE_GRAAL_JIT is on, but scripts are interpreted here");
    assertThatThrownBy(() -> ExpectedEngine.check(Execution.INTERPRETED, Execution.COMPILED))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ALCOVE_GRAAL_JIT is off");
  }

  /** Nothing of whom was primed with is in the snapshot, and chance begins anew behind it. */
  @Test
  void theSnapshotKeepsNothing() {
    AtomicInteger made = new AtomicInteger();
    Chance chance = new Chance(() -> new Random(made.incrementAndGet()));
    try (TestWorld world = new TestWorld(folder)) {
      Snapshot snapshot = new Snapshot(world.process, chance);
      snapshot.beforeCheckpoint(org.crac.Core.getGlobalContext());
      assertThat(world.process.engine().keptBytes()).isZero();
      assertThat(world.process.spoilt()).isFalse();
      snapshot.afterRestore(org.crac.Core.getGlobalContext());
      assertThat(chance.nextLong()).isEqualTo(new Random(2).nextLong());
    }
  }
}
