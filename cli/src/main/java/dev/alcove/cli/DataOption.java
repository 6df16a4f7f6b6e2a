package dev.alcove.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data folder of the server to use. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of the server to use.")
  private @Nullable Path data;

  Optional<Path> folder() {
    return Optional.ofNullable(data);
  }
}
