package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.wire.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server answers whatever comes, says what is wrong in a sentence, and goes on. */
class ServingTest {
  @TempDir Path folder;

  private Path app() throws Exception {
    Path app = folder.resolve("app");
    TestServer.writeHello(app, "hello");
    return app;
  }

  @Test
  void badRequestsGetAnAnswerEachAndHarmNothing() throws Exception {
    try (TestServer server = TestServer.start(app())) {
      assertThat(server.get("/t/dev/api/custom/hi")).isEqualTo("{\"answer\":\"hello\"}");
      assertThat(server.call("GET", "/t/nobody/app/x", "").statusCode()).isEqualTo(404);
      assertThat(server.call("GET", "/t/NO!/app/x", "").statusCode()).isEqualTo(404);
      assertThat(server.call("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
      HttpResponse<String> method = server.call("POST", "/t/dev/api/custom/hi", "");
      assertThat(method.statusCode()).isEqualTo(405);
      assertThat(method.headers().firstValue("allow")).contains("OPTIONS, GET");
      assertThat(server.call("GET", "/dev/v1/clock", "").statusCode()).isEqualTo(401);
      assertThat(
              server.call("GET", "/dev/v1/clock", "", "authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(server.call("GET", "/admin/v1/tenants", "").statusCode()).isEqualTo(401);
      for (String path : List.of("/t/dev/../../etc/passwd", "/t/dev/%2e%2e/%2fetc", "//t/dev")) {
        assertThat(RawClient.send(server.port(), rawGet(path))).startsWith("HTTP/1.1 404 ");
      }
      assertThat(RawClient.send(server.port(), rawGet("/t/dev/%zz"))).startsWith("HTTP/1.1 400 ");
      assertThat(server.get("/t/dev/api/custom/hi")).isEqualTo("{\"answer\":\"hello\"}");
      assertThat(server.get("/health")).isEqualTo("{\"status\":\"ok\"}");
    }
  }

  private static String rawGet(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  @Test
  void everyAnswerHasARequestId() throws Exception {
    try (TestServer server = TestServer.start(app())) {
      for (String path : List.of("/t/dev/api/custom/hi", "/nowhere", "/health", "/dev/v1/clock")) {
        assertThat(server.call("GET", path, "").headers().firstValue("x-request-id"))
            .as(path)
            .isPresent();
      }
      assertThat(RawClient.send(server.port(), "GARBAGE\r\n\r\n")).contains("x-request-id: ");
    }
  }

  @Test
  void aTenantIsFoundByItsHostToo() throws Exception {
    try (TestServer server = TestServer.start(app())) {
      assertThat(
              RawClient.send(
                  server.port(),
                  rawGet("/api/custom/hi").replace("localhost", "dev.localhost:8080")))
          .endsWith("{\"answer\":\"hello\"}");
    }
  }

  @Test
  void thingsOfTheLaptopSayWhatTheyWant() throws Exception {
    try (TestServer server = TestServer.start(app())) {
      assertThat(sentence(server, "POST", "/dev/v1/tokens", "not json"))
          .startsWith("The body is not a JSON object.");
      assertThat(sentence(server, "POST", "/dev/v1/tokens", "{\"tenant\":\"dev\"}"))
          .startsWith("The body has no text `user`.");
      assertThat(sentence(server, "POST", "/dev/v1/tokens", "{\"tenant\":\"de\",\"user\":\"x\"}"))
          .startsWith("There is no tenant `de`. Did you mean `dev`?");
      assertThat(
              sentence(
                  server,
                  "POST",
                  "/dev/v1/tokens",
                  "{\"tenant\":\"dev\",\"user\":\"dev@localhos\"}"))
          .startsWith("Tenant `dev` has no user `dev@localhos`. Did you mean `dev@localhost`?");
      assertThat(sentence(server, "POST", "/dev/v1/clock/advance", "{\"by\":\"-1d\"}"))
          .startsWith("`by` is not a time forward");
      assertThat(sentence(server, "PUT", "/dev/v1/clock", "")).contains("GET only");
      assertThat(sentence(server, "GET", "/dev/v1/nothing", "")).contains("/dev/v1/clock");
    }
  }

  private static String sentence(TestServer server, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer =
        server.call(method, path, body, "authorization", "Bearer " + server.token());
    assertThat(answer.statusCode()).isBetween(400, 499);
    return Json.parse(answer.body()).at("/error/message").asText();
  }

  @Test
  void largeAndBrokenBundlesAreRefusedAndNothingIsLost() throws Exception {
    try (TestServer server = TestServer.start(app())) {
      String path = "/admin/v1/tenants/dev/apps/other/deployments";
      String bearer = "Bearer " + server.token();
      String large = "{\"metadata\":{},\"modules\":[{\"name\":\"a.js\",\"module\":\"%s\"}]}";
      assertThat(
              server
                  .call(
                      "POST",
                      path,
                      large.formatted("x".repeat(20_000_000)),
                      "authorization",
                      bearer)
                  .statusCode())
          .isEqualTo(413);
      assertThat(
              server
                  .call(
                      "POST", path, large.formatted("x".repeat(5_000_000)), "authorization", bearer)
                  .statusCode())
          .isEqualTo(400);
      assertThat(server.call("POST", path, "{broken", "authorization", bearer).statusCode())
          .isEqualTo(400);
      assertThat(server.get("/t/dev/api/custom/hi")).isEqualTo("{\"answer\":\"hello\"}");
    }
  }

  @Test
  void manyCallsAtOnceOfSeveralTenants() throws Exception {
    Path world = folder.resolve("world");
    TestServer.write(
        world.resolve("world.json"),
        """
        {"tenants": [{"id": "acme", "users": [{"email": "a@acme"}]},
                     {"id": "globex", "users": [{"email": "g@globex"}]}]}
        """);
    TestServer.writeHello(world.resolve("tenants/acme/main"), "acme");
    TestServer.writeHello(world.resolve("tenants/globex/main"), "globex");
    try (TestServer server = TestServer.start(world);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> server.get("/t/acme/api/custom/hi"));
        calls.add(() -> server.get("/t/globex/api/custom/hi"));
      }
      List<String> answers = new ArrayList<>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      assertThat(answers).containsOnly("{\"answer\":\"acme\"}", "{\"answer\":\"globex\"}");
    }
  }

  @Test
  void theConnectionFileIsForItsOwnerOnly() throws Exception {
    try (TestServer server = TestServer.start(app())) {
      Path file = server.server().data().resolve("connection.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Json.parse(Files.readString(file)).path("url").asText())
          .isEqualTo(server.server().url());
      assertThat(Files.readString(folder.resolve("home/last")).strip()).isEqualTo(file.toString());
    }
    assertThat(folder.resolve("data/connection.json")).doesNotExist();
  }

  @Test
  void aPortInUseIsNamedWithItsCure() throws Exception {
    Path app = app();
    try (TestServer server = TestServer.start(app)) {
      DevOptions second =
          new DevOptions(
              app,
              server.port(),
              Optional.of(folder.resolve("other")),
              false,
              false,
              false,
              Map.of(),
              line -> {});
      assertThatThrownBy(() -> DevServer.start(second))
          .isInstanceOf(DevException.class)
          .hasMessageStartingWith("Port " + server.port() + " is in use")
          .hasMessageContaining("--port");
      assertThat(folder.resolve("other")).doesNotExist();
    }
  }

  @Test
  void aDataFolderServesOneServer() throws Exception {
    Path app = app();
    try (TestServer server = TestServer.start(app)) {
      assertThatThrownBy(
              () -> DevServer.start(TestServer.options(app, new LinkedBlockingQueue<>())))
          .isInstanceOf(DevException.class)
          .hasMessageContaining("is in use by");
      assertThat(server.get("/t/dev/api/custom/hi")).isEqualTo("{\"answer\":\"hello\"}");
    }
  }

  @Test
  void whatCannotStartSaysWhy() throws Exception {
    Path app = app();
    Files.writeString(folder.resolve("data"), "a file");
    assertThatThrownBy(() -> DevServer.start(TestServer.options(app, new LinkedBlockingQueue<>())))
        .isInstanceOf(DevException.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(
            () ->
                DevServer.start(
                    TestServer.options(folder.resolve("nothing"), new LinkedBlockingQueue<>())))
        .isInstanceOf(DevException.class)
        .hasMessageStartingWith("There is no `");
    assertThatThrownBy(
            () ->
                DevServer.start(
                    TestServer.options(app.resolve("src"), new LinkedBlockingQueue<>())))
        .isInstanceOf(DevException.class)
        .hasMessageStartingWith("There is no `world.json` and no `app.json` in");
  }

  @Test
  void anAppThatCannotRunIsSaidAndTheOthersServe() throws Exception {
    Path world = folder.resolve("world");
    TestServer.write(
        world.resolve("world.json"),
        "{\"tenants\": [{\"id\": \"acme\", \"users\": [{\"email\": \"a@acme\"}]}]}");
    TestServer.writeHello(world.resolve("tenants/acme/good"), "good");
    TestServer.write(
        world.resolve("tenants/acme/bad/app.json"),
        "{\"scripts\": {\"job\": {\"type\": \"one_of\", \"js_module\": \"no.js\"}}, \"x\": 1}");
    try (TestServer server = TestServer.start(world)) {
      assertThat(server.get("/t/acme/api/custom/hi")).isEqualTo("{\"answer\":\"good\"}");
      assertThat(server.awaitLine("Could not deploy acme/bad")).endsWith(":");
      assertThat(server.printed().getFirst()).contains("app.json:1:");
    }
  }
}
