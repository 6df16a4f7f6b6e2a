package dev.alcove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployVerbTest {
  private static final String DEPLOY = "POST /admin/v1/tenants/acme/apps/shop/deployments";
  private static final String DONE =
      """
      {"deployment": 4, "version": "0123456789abcdef", "replaced": "fedcba9876543210",
       "entries": [{"name": "job", "type": "one_off"}],
       "warnings": [{"file": "bundle.json", "line": 3, "column": 5, "message": "Odd.", "cure": ""}]}
      """;

  @TempDir Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
    Files.createDirectories(folder.resolve("bundle/src"));
    Files.writeString(folder.resolve("bundle/app.json"), "{\n  \"scripts\": {}\n}\n");
    Files.writeString(folder.resolve("bundle/src/a.js"), "export function main() {}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFolderIsSentAsOneDocument() {
    server.on(DEPLOY + "?message=why%20not", 201, DONE);

    Ran ran = run("bundle", "-m", "why not");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("Deployed acme/shop as version 0123456789ab (deployment 4, replaces fedcba")
        .contains("one_off job")
        .contains("warning: app.json:2:5: Odd.")
        .contains("Next: alcove logs");
    var document = Json.parse(server.received.getFirst().body());
    assertThat(document.path("metadata").has("scripts")).isTrue();
    assertThat(document.at("/modules/0/name").asText()).isEqualTo("a.js");
  }

  @Test
  void aRefusalNamesThePlacesInTheAuthorsFiles() {
    server.on(
        DEPLOY,
        400,
        """
        {"error": {"code": "REFUSED_BUNDLE", "message": "2 problems.", "details": [
          {"file": "bundle.json", "line": 3, "column": 14, "message": "Bad.", "cure": "Mend it."},
          {"file": "a.js", "line": 1, "column": 0, "message": "Worse.", "cure": "",
           "excerpt": "  export"}]}}\
        """);

    Ran ran = run("bundle");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains("error: 2 problems.")
        .contains("  app.json:2:14: Bad. Mend it.")
        .contains("  a.js:1: Worse.\n    export");
    assertThat(run("bundle", "--json").json().at("/error/details")).hasSize(2);
  }

  @Test
  void aJsonFileIsSentAsItIs() throws IOException {
    server.on(DEPLOY + "?check=true", 200, DONE);
    Files.writeString(folder.resolve("proposal.json"), "{\"actions\": []}");

    Ran ran = run("proposal.json", "--check");

    assertThat(ran.out())
        .contains("acme/shop would be version 0123456789ab; nothing was changed.")
        .contains("warning: proposal.json:3:5: Odd.");
    assertThat(server.received.getFirst().body()).isEqualTo("{\"actions\": []}");
  }

  @Test
  void anIdenticalDeployIsSaidToBe() {
    server.on(DEPLOY, 200, "{\"version\": \"0123456789abcdef\", \"unchanged\": true}");

    assertThat(run("bundle").out()).contains("is version 0123456789ab already");
  }

  @Test
  void whatIsNoBundleIsNotSent() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("w")).resolve("world.json"), "{}");

    assertThat(run("nowhere").err()).contains("cannot be read");
    assertThat(run("w").err()).contains("This is a world", "alcove dev");
    assertThat(run("bundle/src").err()).contains("no app.json");
    assertThat(run("w").exitCode()).isEqualTo(2);
    assertThat(server.received).isEmpty();
  }

  private Ran run(String bundle, String... more) {
    String[] args = new String[more.length + 6];
    String[] first = {"deploy", bundle, "--tenant", "acme", "--app", "shop"};
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return Ran.in(folder, Map.of("ALCOVE_URL", server.url()), args);
  }
}
