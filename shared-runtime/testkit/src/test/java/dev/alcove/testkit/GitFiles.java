package dev.alcove.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks git. */
final class GitFiles {
  private GitFiles() {}

  /**
   * The files below {@code root} that git has or would take, by their path.
   *
   * @return empty if {@code root} is not the root of a checkout, or there is no git
   */
  static Optional<List<String>> of(Path root) {
    boolean isRoot = ask(root, "rev-parse", "--show-prefix").filter(String::isBlank).isPresent();
    return isRoot
        ? ask(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .map(paths -> List.of(paths.split("\0")))
        : Optional.empty();
  }

  /** What git says; empty if it refuses. */
  static Optional<String> ask(Path folder, String... arguments) {
    ProcessBuilder git = new ProcessBuilder("git");
    git.command().addAll(List.of(arguments));
    git.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    // A hook says here which repository it is about; this question is about the folder.
    git.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    try {
      Process process = git.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
