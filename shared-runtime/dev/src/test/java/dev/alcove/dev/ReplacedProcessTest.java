package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that a script has spoilt answers, ends, and is started again by the launcher: the real
 * one, with a JDK whose {@code java} runs {@link DeafMain}.
 */
class ReplacedProcessTest {
  private static final Path LAUNCHER = Path.of("../../alcove");

  @TempDir Path folder;

  private final List<String> printed = new ArrayList<>();

  @Test
  void theNextProcessServesTheSameDataAtTheSamePort() throws Exception {
    Path app = app();
    Path data = folder.resolve("data");
    Process launcher =
        new ProcessBuilder(
                "sh",
                launcher().toString(),
                "dev",
                app.toString(),
                "--fresh",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = launcher.inputReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      awaitReady(lines);
      String url = url(data);
      assertThat(post(client, url + "/t/dev/api/custom/count")).isEqualTo("{\"count\":1}");
      Files.createFile(data.resolve("deaf"));
      assertThat(post(client, url + "/t/dev/api/custom/time")).contains("\"code\":\"TIMEOUT\"");
      Files.delete(data.resolve("deaf"));
      awaitReady(lines);
      assertThat(printed)
          .filteredOn(line -> line.startsWith("This process must not run scripts any more"))
          .singleElement()
          .asString()
          .endsWith(": a guest thread that does not end");
      assertThat(post(client, url + "/t/dev/api/custom/count")).isEqualTo("{\"count\":2}");
      assertThat(post(client, url + "/t/dev/api/custom/time")).startsWith("{\"time\":");
    } finally {
      launcher.destroy();
      assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aProcessWithoutMemoryIsReplacedAndOthersAreNot() throws Exception {
    Path launcher = launcher();
    executable(
        folder.resolve("jdk/bin/java"),
        "echo begun; [ -e '%1$s' ] && exit 7; touch '%1$s'; exit 3\n"
            .formatted(folder.resolve("before")));
    Process process =
        new ProcessBuilder("sh", launcher.toString(), "dev", "app")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(7);
    assertThat(said.lines()).filteredOn("begun"::equals).hasSize(2);
    assertThat(said).contains("run out of memory", "ALCOVE_HEAP");
  }

  private static String url(Path data) throws IOException {
    return Json.parse(Bytes.owning(Files.readAllBytes(data.resolve(ConnectionFile.NAME))))
        .path("url")
        .asText();
  }

  private Path app() throws IOException {
    Path app = folder.resolve("app");
    TestServer.write(
        app.resolve("app.json"),
        """
        {"scripts": {
          "count": {"type": "http", "method": "POST", "path": "/api/custom/count",
                    "js_module": "a.js", "js_function": "count", "authn_policies": []},
          "time": {"type": "http", "method": "POST", "path": "/api/custom/time",
                   "js_module": "a.js", "js_function": "time", "authn_policies": [],
                   "limits": {"wall_ms": 2000}}}}
        """);
    TestServer.write(
        app.resolve("src/a.js"),
        """
        export async function count() { return { body: { count: await storage.increment('n', 1) } }; }
        export function time() { return { body: { time: Date.now() } }; }
        """);
    return app;
  }

  /** The launcher in a folder where nothing is to be built, and a JDK that is ours. */
  private Path launcher() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(root.resolve("shared-runtime"));
    TestServer.write(root.resolve("pom.xml"), "");
    TestServer.write(root.resolve("cli/target/.built"), "");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    executable(jdk.resolve("bin/javac"), "");
    executable(
        jdk.resolve("bin/java"),
        "exec '%s' -Dpolyglot.engine.WarnInterpreterOnly=false -cp '%s' %s \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path"), DeafMain.class.getName()));
    TestServer.write(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    Path copy = root.resolve("alcove");
    TestServer.write(
        copy, "export ALCOVE_JAVA_HOME='" + jdk + "'\n" + Files.readString(LAUNCHER, UTF_8));
    return copy;
  }

  private static void executable(Path file, String text) throws IOException {
    TestServer.write(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void awaitReady(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      printed.add(line);
      if (line.startsWith("Ready in")) {
        return;
      }
    }
    throw new AssertionError("the launcher has ended: " + printed);
  }

  private static String post(HttpClient client, String url) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
