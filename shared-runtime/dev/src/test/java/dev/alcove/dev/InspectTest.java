package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A debugger attaches, stops a script where it was told to, and lets it go on. */
class InspectTest {
  @TempDir Path folder;

  private Path app(String answer) throws Exception {
    Path app = folder.resolve("app");
    // A limit that no run can keep: nothing is ended by time while somebody may be looking.
    TestServer.write(
        app.resolve("app.json"),
        """
        {"limits": {"wall_ms": 1, "cpu_ms": 1},
         "scripts": {"hi": {"type": "http", "method": "GET", "path": "/api/custom/hi",
                            "js_module": "hi.js", "authn_policies": []}}}
        """);
    TestServer.write(
        app.resolve("src/hi.js"),
        """
        import { answer } from './answer.js';
        export function handleRequest(req) {
          return { body: answer(req.query.x) };
        }
        """);
    writeAnswer(answer);
    return app;
  }

  private void writeAnswer(String word) throws Exception {
    TestServer.write(
        folder.resolve("app/src/answer.js"),
        """
        export function answer(x) {
          const y = '%s ' + x;
          return { y };
        }
        """
            .formatted(word));
  }

  @Test
  void aBreakpointStopsAScriptAtTheAuthorsLine() throws Exception {
    try (TestServer server = TestServer.inspected(app("got"))) {
      assertThat(server.awaitLine("!!! INSPECTING")).contains("WITHOUT THE SANDBOX");
      try (DebugClient debugger = DebugClient.attach(server.awaitLine("  devtools:"))) {
        debugger.call("Runtime.enable", "{}");
        debugger.call("Debugger.enable", "{}");
        debugger.call(
            "Debugger.setBreakpointByUrl", "{\"lineNumber\":2,\"urlRegex\":\".*answer.js\"}");
        debugger.call("Runtime.runIfWaitingForDebugger", "{}");
        stopAndGoOn(server, debugger, "got", "1");
        stopAndGoOn(server, debugger, "got", "2");
        writeAnswer("new");
        server.awaitLine("Deployed dev/main");
        stopAndGoOn(server, debugger, "new", "3");
      }
      assertThat(server.get("/t/dev/api/custom/hi?x=4")).isEqualTo("{\"y\":\"new 4\"}");
    }
  }

  private static void stopAndGoOn(TestServer server, DebugClient debugger, String word, String x)
      throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(server.get("/t/dev/api/custom/hi?x=" + x));
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    JsonNode frame = debugger.await("Debugger.paused").at("/params/callFrames/0");
    assertThat(answer).isNotDone();
    assertThat(frame.path("functionName").asText()).isEqualTo("answer");
    assertThat(frame.path("url").asText()).endsWith("answer.js");
    assertThat(frame.at("/location/lineNumber").asInt()).isEqualTo(2);
    JsonNode seen =
        debugger.call(
            "Debugger.evaluateOnCallFrame",
            "{\"callFrameId\":\""
                + frame.path("callFrameId").asText()
                + "\",\"expression\":\"y\",\"returnByValue\":true}");
    assertThat(seen.at("/result/result/value").asText()).isEqualTo(word + " " + x);
    debugger.call("Debugger.resume", "{}");
    assertThat(answer.get()).isEqualTo("{\"y\":\"" + word + " " + x + "\"}");
  }

  @Test
  void severalTenantsAreNotInspected() throws Exception {
    Path world = folder.resolve("world");
    TestServer.write(
        world.resolve("world.json"),
        """
        {"tenants": [{"id": "acme", "users": [{"email": "a@acme"}]},
                     {"id": "globex", "users": [{"email": "g@globex"}]}]}
        """);
    assertThatThrownBy(() -> TestServer.inspected(world))
        .isInstanceOf(DevException.class)
        .hasMessageContaining("for a world of one tenant; this one has 2");
  }
}
