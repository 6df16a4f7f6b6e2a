package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on a world in a test's folder, with a clock that stands still until it is moved. */
final class TestServer implements AutoCloseable {
  /** A Friday before the clocks of Europe change. */
  static final Instant START = Instant.parse("2026-03-27T12:00:00Z");

  private static final long PATIENCE_SECONDS = 60;

  private final DevServer server;
  private final BlockingQueue<String> lines;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String token;

  private TestServer(DevServer server, BlockingQueue<String> lines) throws IOException {
    this.server = server;
    this.lines = lines;
    this.token =
        Json.parse(Files.readString(server.data().resolve("connection.json")))
            .path("token")
            .asText();
  }

  static DevOptions options(Path world, BlockingQueue<String> lines) {
    return options(world, lines, false);
  }

  private static DevOptions options(Path world, BlockingQueue<String> lines, boolean inspect) {
    return new DevOptions(
        world,
        0,
        Optional.of(world.resolveSibling("data")),
        false,
        false,
        inspect,
        Map.of("ALCOVE_HOME", world.resolveSibling("home").toString()),
        lines::add);
  }

  static TestServer start(Path world) throws IOException {
    return start(world, false);
  }

  /** One that a debugger can attach to. */
  static TestServer inspected(Path world) throws IOException {
    return start(world, true);
  }

  private static TestServer start(Path world, boolean inspect) throws IOException {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    return new TestServer(
        DevServer.start(
            options(world, lines, inspect),
            reason -> lines.add(reason),
            InstantSource.fixed(START)),
        lines);
  }

  /** Writes a file and the folders it is in. */
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text, UTF_8);
  }

  /** An app of one open http script at {@code /api/custom/hi}. */
  static void writeHello(Path app, String answer) throws IOException {
    write(
        app.resolve("app.json"),
        """
        {"scripts": {"hi": {"type": "http", "method": "GET", "path": "/api/custom/hi",
                            "js_module": "hi.js", "authn_policies": []}}}
        """);
    write(
        app.resolve("src/hi.js"),
        "function handleRequest(req) { return { body: { answer: \"" + answer + "\" } }; }\n");
  }

  DevServer server() {
    return server;
  }

  int port() {
    return URI.create(server.url()).getPort();
  }

  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String get(String path) throws Exception {
    return call("GET", path, "").body();
  }

  /** A call with the operator token, which must go well. */
  JsonNode operate(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = call(method, path, body, "authorization", "Bearer " + token);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Json.parse(answer.body());
  }

  String token() {
    return token;
  }

  JsonNode advance(String by) throws Exception {
    return operate("POST", "/dev/v1/clock/advance", "{\"by\":\"" + by + "\"}");
  }

  /** Waits for a printed line that begins so; the lines before it are passed over. */
  String awaitLine(String beginning) throws InterruptedException {
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("no line begins with: " + beginning);
      }
      if (line.startsWith(beginning)) {
        return line;
      }
    }
  }

  /** The lines that were printed and not waited for. */
  List<String> printed() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
