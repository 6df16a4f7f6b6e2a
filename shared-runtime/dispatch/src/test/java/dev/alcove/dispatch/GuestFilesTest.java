package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code .js} file under {@code src/test/guest} is a handler; the {@code .out} beside it is
 * what its run shows. {@code -Dgolden.update=true} writes the goldens anew.
 */
class GuestFilesTest {
  private static final Path GUESTS = Path.of("src/test/guest");

  private static GuestEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path warmUp) {
    engine = GuestEngine.create(patient(), System::nanoTime);
    // What the first run of a process takes must not count for the limits of a case.
    String first = "/* {\"limits\": {\"wallMillis\": 300000}} */ function main() { return 1; }";
    try (GuestWorld world = new GuestWorld(warmUp)) {
      assertThat(world.run(GuestCase.parse(first), engine)).contains("outcome OK", "output 1");
    }
  }

  /** On a busy machine a thread that is to end may have to wait for its turn. */
  private static EngineSettings patient() {
    EngineSettings usual = EngineSettings.DEFAULT;
    return new EngineSettings(
        usual.runsAtOnce(),
        usual.preparedRealms(),
        usual.preparedBytes(),
        usual.admissionMillis(),
        usual.blankEngines(),
        usual.cachedBytes(),
        usual.heapDivisor(),
        60_000,
        usual.argumentBytes(),
        usual.timersAtOnce(),
        usual.stackBytes(),
        usual.loadClasses());
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.walk(GUESTS)) {
      return files
          .map(GUESTS::relativize)
          .filter(file -> file.toString().endsWith(".js"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shows(Path name) throws IOException {
    Path file = GUESTS.resolve(name);
    List<String> shown;
    try (GuestWorld world = new GuestWorld(folder)) {
      shown = world.run(GuestCase.parse(Files.readString(file)), engine);
    }
    Path golden = file.resolveSibling(file.getFileName().toString().replaceAll("\\.js$", ".out"));
    if (Boolean.getBoolean("golden.update")) {
      Files.write(golden, shown);
    }
    assertThat(shown).isEqualTo(Files.readAllLines(golden));
  }
}
