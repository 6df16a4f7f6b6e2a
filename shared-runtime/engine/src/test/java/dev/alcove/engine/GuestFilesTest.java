package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What guests see, case by case; {@code -Dgolden.update=true} writes the expected results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuestFilesTest {
  private GuestEngine engine;

  @BeforeAll
  void open() {
    engine = Engines.create();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  static List<Path> cases() {
    return GuestFiles.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsAsItsFileSays(Path file) throws IOException {
    String shown = GuestFiles.shown(GuestFiles.read(file).on(engine));
    Path golden = Path.of(file.toString().replaceFirst("\\.js$", ".out"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(golden));
    assertThat(engine.spoilt()).isFalse();
  }
}
