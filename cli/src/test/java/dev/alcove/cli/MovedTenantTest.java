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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant moves from one server to another, as an operator moves it. */
class MovedTenantTest {
  @TempDir Path folder;

  @BeforeEach
  void init() {
    assertThat(run("init", "one").exitCode()).isZero();
    assertThat(run("init", "two").exitCode()).isZero();
  }

  @Test
  void aTenantGoesOnElsewhereWhereItWas() throws IOException, InterruptedException {
    String file = folder.resolve("acme.export").toString();
    try (DevServer one = start("one")) {
      assertThat(hello(one, "acme")).contains("\"greeted\":1");
      Ran active = run("export", "--tenant", "acme", "--out", file);
      assertThat(active.exitCode()).isEqualTo(1);
      assertThat(active.err()).contains("alcove tenant pause acme");
      assertThat(run("tenant", "pause", "acme").exitCode()).isZero();
      assertThat(hello(one, "acme")).contains("error");
      assertThat(run("export", "--tenant", "acme", "--out", file).out())
          .contains("Exported acme", "Next: alcove import");
    }
    try (DevServer two = start("two")) {
      assertThat(run("import", file).err()).contains("There is a tenant acme already");
      Ran moved = run("import", file, "--as", "moved");
      assertThat(moved.exitCode()).as(moved.err()).isZero();
      assertThat(moved.out()).contains("it is paused", "alcove tenant resume moved");
      assertThat(run("tenant", "resume", "moved").exitCode()).isZero();
      assertThat(hello(two, "moved")).contains("\"greeted\":2");
      assertThat(run("cron", "list", "--tenant", "moved").out()).contains("Europe/Berlin");
      assertThat(run("tenant", "list").out()).contains("moved", "acme");
      assertThat(run("tenant", "remove", "moved").exitCode()).isEqualTo(2);
      assertThat(run("tenant", "remove", "moved", "--yes").exitCode()).isZero();
      assertThat(run("tenant", "create", "moved", "--anew").exitCode()).isZero();
    }
  }

  @Test
  void aFileThatIsNotWholeChangesNothing() throws IOException {
    Path file = folder.resolve("broken.export");
    try (DevServer one = start("one")) {
      run("export", "--tenant", "acme", "--live", "--out", file.toString());
      String whole = Files.readString(file);
      String cut = whole.substring(0, whole.lastIndexOf("{"));
      for (String broken : new String[] {cut, "", "what\n", whole + whole, cut + "{\"v\":2}\n"}) {
        Files.writeString(file, broken);
        Ran ran = run("import", file.toString(), "--as", "moved");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("is not a whole export", "nothing was changed");
      }
      assertThat(run("tenant", "list", "--json").out()).doesNotContain("moved");
      assertThat(run("import", "nowhere").exitCode()).isEqualTo(2);
      assertThat(one.url()).isNotEmpty();
    }
  }

  private DevServer start(String world) {
    DevOptions options =
        new DevOptions(
            folder.resolve(world),
            0,
            Optional.empty(),
            false,
            false,
            false,
            Map.of("ALCOVE_HOME", folder.resolve("home").toString()),
            line -> {});
    return DevServer.start(options, spoilt -> {}, InstantSource.system());
  }

  private String hello(DevServer server, String tenant) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create(server.url() + "/t/" + tenant + "/api/custom/hello/Ada");
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private Ran run(String... args) {
    return Ran.in(folder, Map.of(), args);
  }
}
