package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stop and a start keep, and what they cost. */
class RestartTest {
  @TempDir Path folder;

  private Path counting() throws Exception {
    Path app = folder.resolve("app");
    TestServer.write(
        app.resolve("app.json"),
        """
        {"scripts": {"count": {"type": "http", "method": "POST", "path": "/api/custom/count",
                               "js_module": "count.js", "authn_policies": []}}}
        """);
    TestServer.write(
        app.resolve("src/count.js"),
        """
        async function handleRequest(req) {
          return { body: { count: await storage.increment("count", 1), now: utils.date.now() } };
        }
        """);
    return app;
  }

  @Test
  void dataTokensAndTheClockOutliveARestart() throws Exception {
    Path app = counting();
    String token;
    try (TestServer server = TestServer.start(app)) {
      token = server.token();
      assertThat(server.call("POST", "/t/dev/api/custom/count", "").body()).contains("\"count\":1");
      assertThat(server.advance("2d").path("now").asText()).startsWith("2026-03-29T12:00:00");
    }
    try (TestServer server = TestServer.start(app)) {
      assertThat(server.call("POST", "/t/dev/api/custom/count", "").body())
          .contains("\"count\":2", "2026-03-29T12:00:00");
      assertThat(server.token()).isEqualTo(token);
    }
  }

  @Test
  void whatIsUnchangedIsNotDeployedAgain() throws Exception {
    Path app = counting();
    TestServer.start(app).close();
    try (TestServer server = TestServer.start(app)) {
      assertThat(server.printed()).noneMatch(line -> line.startsWith("Deployed"));
      assertThat(
              server
                  .operate("GET", "/admin/v1/tenants/dev/apps/main/deployments", "")
                  .path("deployments"))
          .hasSize(1);
    }
  }
}
