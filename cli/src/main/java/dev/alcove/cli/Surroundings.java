package dev.alcove.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the command runs, so that tests can run it elsewhere.
 *
 * @param folder what relative paths start from
 */
record Surroundings(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Path folder) {
  Surroundings {
    requireNonNull(in, "in is null");
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
    environment = Map.copyOf(environment);
    requireNonNull(folder, "folder is null");
  }

  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        System.in,
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        System.getenv(),
        Path.of("").toAbsolutePath());
  }

  /** A variable of the environment, absent if it is empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** A path as somebody typed it. */
  Path path(Path typed) {
    return folder.resolve(typed).normalize();
  }

  /** The folder of the user's own files about the command: where the last server left its place. */
  Path home() {
    return variable("ALCOVE_HOME")
        .map(Path::of)
        .orElseGet(() -> Path.of(environment.getOrDefault("HOME", "."), ".alcove"));
  }
}
