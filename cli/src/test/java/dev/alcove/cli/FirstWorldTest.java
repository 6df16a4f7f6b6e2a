package dev.alcove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.dev.DevOptions;
import dev.alcove.dev.DevServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way that somebody new takes: init, dev, and each verb against what runs. */
class FirstWorldTest {
  @TempDir Path folder;

  @Test
  void aNewWorldRunsAndEveryVerbFindsIt() throws IOException, InterruptedException {
    Ran init = run("init", "first");
    assertThat(init.exitCode()).isZero();
    assertThat(init.out()).contains("Next: alcove dev first");
    assertThat(run("init", "first").exitCode()).isEqualTo(2);

    try (DevServer server = DevServer.start(options(), spoilt -> {}, InstantSource.system())) {
      assertThat(get(server.url() + "/t/acme/api/custom/hello/Ada"))
          .isEqualTo("{\"hello\":\"Ada\",\"greeted\":1}");
      scriptsRun();
      appsAreDeployed();
      assertThat(run("token", "--user", "ada@acme.example").out()).startsWith("ey");
      assertThat(run("doctor", "first").out()).contains(server.url(), "SCRIPTS_ENABLED");
    }
    assertThat(run("runs").exitCode()).isEqualTo(3);
  }

  private void scriptsRun() {
    assertThat(run("cron", "run", "report", "--json").json().at("/output/greeted").asInt())
        .isEqualTo(1);
    assertThat(run("event", "publish", "order.created", "--data", "{\"id\": 7}").exitCode())
        .isZero();
    assertThat(run("cron", "list").out()).contains("Europe/Berlin");
    Ran moved = run("clock", "advance", "1d", "--json");
    assertThat(moved.json().path("fired").findValuesAsText("script")).contains("report");
    assertThat(run("runs", "--json").json().path("runs").findValuesAsText("entry"))
        .contains("report", "orders");
    assertThat(run("logs").out()).contains("So far", "Order 7 has come in");
    assertThat(run("event", "dead").out()).contains("No run was given up.");
  }

  private void appsAreDeployed() throws IOException {
    Path source = folder.resolve("first/tenants/acme/hello");
    assertThat(run("deploy", source.toString(), "--app", "hello", "--check").exitCode()).isZero();
    assertThat(run("deploy", source.toString(), "--app", "other").err())
        .contains("Apps `other` and `hello` of this tenant both claim");

    Path bundle = folder.resolve("second");
    Files.createDirectories(bundle.resolve("src"));
    Files.writeString(
        bundle.resolve("app.json"),
        "{\"scripts\": {\"twice\": {\"type\": \"embedded\", \"hook\": \"h\", \"js_module\":"
            + " \"a.js\", \"js_function\": \"f\"}}}");
    Files.writeString(bundle.resolve("src/a.js"), "export function f(n) { return 2 * n; }");
    assertThat(run("deploy", "second", "--app", "second").exitCode()).isZero();
    Files.writeString(bundle.resolve("src/a.js"), "export function f(n) { return 3 * n; }");
    assertThat(run("deploy", "second", "--app", "second").exitCode()).isZero();
    assertThat(run("run", "twice", "--payload", "2", "--json").json().path("output").asInt())
        .isEqualTo(6);
    assertThat(run("rollback", "--app", "second").exitCode()).isZero();
    assertThat(run("run", "twice", "--payload", "2", "--json").json().path("output").asInt())
        .isEqualTo(4);
    assertThat(run("versions", "--app", "second", "--json").json().path("versions")).hasSize(2);
  }

  private DevOptions options() {
    return new DevOptions(
        folder.resolve("first"),
        0,
        Optional.empty(),
        false,
        false,
        false,
        Map.of("ALCOVE_HOME", folder.resolve("home").toString()),
        line -> {});
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private Ran run(String... args) {
    return Ran.in(folder, Map.of(), args);
  }
}
