package dev.alcove.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes with all that is in it. */
record TemporaryFolder(Path path) implements AutoCloseable {
  static TemporaryFolder make() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("alcove-bench"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder could be made", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary folder " + path + " stays", e);
    }
  }
}
