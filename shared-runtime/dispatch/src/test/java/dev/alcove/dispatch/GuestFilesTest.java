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
  static void start() {
    engine = GuestEngine.create(EngineSettings.DEFAULT, System::nanoTime);
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
