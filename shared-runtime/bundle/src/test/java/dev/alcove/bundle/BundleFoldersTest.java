package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder under {@code src/test/bundles} is a bundle; its {@code problems.txt} is what its
 * author is told. {@code -Dgolden.update=true} writes the files anew.
 */
class BundleFoldersTest {
  private static final Path BUNDLES = Path.of("src/test/bundles");

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(BUNDLES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void saysWhatIsWrong(Path folder) throws IOException {
    List<String> said = new ArrayList<>();
    switch (Compiling.compile(BundleReader.fromFolder(folder))) {
      case Compilation.Compiled compiled -> {
        said.add("compiled");
        compiled.warnings().forEach(warning -> said.add("warning " + warning));
        compiled
            .version()
            .modules()
            .values()
            .forEach(module -> said.add("module " + module.name() + " " + module.kind()));
        compiled
            .version()
            .manifest()
            .scripts()
            .forEach(s -> said.add("script " + s.name() + " " + s.module() + " " + s.function()));
      }
      case Compilation.Refused refused -> {
        refused.problems().forEach(problem -> said.add(problem.toString()));
        refused.warnings().forEach(warning -> said.add("warning " + warning));
      }
    }
    Path golden = folder.resolve("problems.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.write(golden, said);
    }
    assertThat(said).isEqualTo(Files.readAllLines(golden));
  }
}
