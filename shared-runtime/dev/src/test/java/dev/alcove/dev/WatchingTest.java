package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved files are live; broken ones are not. */
class WatchingTest {
  private static final String ONE_TENANT =
      "{\"tenants\": [{\"id\": \"acme\", \"users\": [{\"email\": \"a@acme\"}]}]}";

  @TempDir Path folder;

  private Path world() throws IOException {
    Path world = folder.resolve("world");
    TestServer.write(world.resolve("world.json"), ONE_TENANT);
    TestServer.writeHello(world.resolve("tenants/acme/main"), "one");
    return world;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aSaveIsLiveAndABrokenOneIsNot() throws Exception {
    Path world = world();
    Path module = world.resolve("tenants/acme/main/src/hi.js");
    try (TestServer server = TestServer.start(world)) {
      server.awaitLine("Ready in");
      TestServer.writeHello(world.resolve("tenants/acme/main"), "two");
      server.awaitLine("Deployed acme/main");
      assertThat(server.get("/t/acme/api/custom/hi")).isEqualTo("{\"answer\":\"two\"}");
      Files.writeString(module, "function handleRequest(req { return 1; }\n");
      assertThat(server.awaitLine("Could not deploy acme/main"))
          .endsWith("the last good version keeps serving:");
      assertThat(server.awaitLine("  hi.js:1:")).isNotEmpty();
      assertThat(server.get("/t/acme/api/custom/hi")).isEqualTo("{\"answer\":\"two\"}");
      TestServer.writeHello(world.resolve("tenants/acme/main"), "three");
      server.awaitLine("Deployed acme/main");
      assertThat(server.get("/t/acme/api/custom/hi")).isEqualTo("{\"answer\":\"three\"}");
    }
  }

  @Test
  void aFolderThatGoesTakesItsAppAndComesBackWithIt() throws Exception {
    Path world = world();
    try (TestServer server = TestServer.start(world)) {
      server.awaitLine("Ready in");
      remove(world.resolve("tenants/acme/main"));
      server.awaitLine("Removed acme/main.");
      assertThat(server.call("GET", "/t/acme/api/custom/hi", "").statusCode()).isEqualTo(404);
      TestServer.writeHello(world.resolve("tenants/acme/main"), "back");
      server.awaitLine("Deployed acme/main");
      assertThat(server.get("/t/acme/api/custom/hi")).isEqualTo("{\"answer\":\"back\"}");
    }
  }

  @Test
  void aWorldFileIsReadAgainAndABadOneChangesNothing() throws Exception {
    Path world = world();
    try (TestServer server = TestServer.start(world)) {
      server.awaitLine("Ready in");
      TestServer.writeHello(world.resolve("tenants/globex/main"), "globex");
      Files.writeString(world.resolve("world.json"), "{\"tenants\": [");
      server.awaitLine("Could not read world.json; the world stays as it was:");
      assertThat(server.get("/t/acme/api/custom/hi")).isEqualTo("{\"answer\":\"one\"}");
      Files.writeString(
          world.resolve("world.json"),
          """
          {"plans": {"none": {"runs_at_once": 1}},
           "tenants": [{"id": "acme", "users": [{"email": "a@acme"}]},
                       {"id": "globex", "plan": "none", "users": [{"email": "g@globex"}]}]}
          """);
      server.awaitLine("Deployed globex/main");
      assertThat(server.get("/t/globex/api/custom/hi")).isEqualTo("{\"answer\":\"globex\"}");
      assertThat(server.operate("GET", "/admin/v1/tenants/globex", "").path("plan").asText())
          .isEqualTo("none");
      Files.writeString(world.resolve("world.json"), ONE_TENANT);
      server.awaitLine("Removed globex/main.");
    }
  }

  @Test
  void stampsTellWhatHasChanged() throws Exception {
    Path world = world();
    FileStamps before = FileStamps.of(List.of(world));
    assertThat(FileStamps.of(List.of(world)).changedSince(before)).isEmpty();
    Path module = world.resolve("tenants/acme/main/src/hi.js");
    Path manifest = world.resolve("tenants/acme/main/app.json");
    TestServer.write(module, "longer than it was before this test has written it anew, surely");
    Files.delete(manifest);
    TestServer.write(world.resolve("tenants/acme/.hidden/x"), "not watched");
    TestServer.write(world.resolve("tenants/acme/main/node_modules/x"), "not watched");
    FileStamps after = FileStamps.of(List.of(world));
    assertThat(after.changedSince(before)).containsExactlyInAnyOrder(module, manifest);
    assertThat(FileStamps.of(List.of(folder.resolve("nothing"))).files()).isEmpty();
  }

  @Test
  void aFolderOfNobodysIsSaidOnce() throws Exception {
    Path world = world();
    TestServer.writeHello(world.resolve("tenants/globex/main"), "globex");
    TestServer.write(world.resolve("tenants/.cache/x"), "an editor's");
    try (TestServer server = TestServer.start(world)) {
      assertThat(server.printed())
          .filteredOn(line -> line.startsWith("Warning:"))
          .containsExactly(
              "Warning: the folder tenants/globex is not served: world.json has no tenant `globex`."
                  + " Add the tenant there, or take the folder away.");
      server.awaitLine("Ready in");
      TestServer.writeHello(world.resolve("tenants/hooli/main"), "hooli");
      assertThat(server.awaitLine("Warning:")).contains("tenants/hooli");
      TestServer.writeHello(world.resolve("tenants/acme/main"), "two");
      server.awaitLine("Deployed acme/main");
      assertThat(server.printed()).noneMatch(line -> line.startsWith("Warning:"));
    }
  }

  /** Each look finds one more file saved, ten times; no clock is in this. */
  @Test
  void aBurstOfSavesIsOneChange() throws Exception {
    Path world = world();
    Path sources = world.resolve("tenants/acme/main/src");
    AtomicInteger saved = new AtomicInteger(-1);
    BlockingQueue<Set<Path>> told = new LinkedBlockingQueue<>();
    Supplier<Collection<Path>> saving =
        () -> {
          int number = saved.getAndIncrement();
          if (number >= 0 && number < 10) {
            try {
              TestServer.write(sources.resolve("m" + number + ".js"), "export const x = 1;");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return List.of(sources);
        };
    try (Watcher watcher = new Watcher(saving, told::add)) {
      watcher.start();
      assertThat(told.take()).hasSize(10);
    }
    assertThat(told).isEmpty();
  }
}
