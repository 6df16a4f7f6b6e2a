package dev.alcove.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The text files of a checkout, by their path below its root: those that git has or would take; if
 * it is no checkout of git, all but what builds and IDEs leave.
 */
record RepositoryFiles(Path root, List<String> paths) {
  /** Names of folders; in a worktree of git {@code .git} is a file. */
  private static final Set<String> SKIPPED =
      Set.of("target", ".git", ".alcove", ".idea", ".vscode", ".settings", "node_modules");

  private static final int MAX_BYTES = 4 << 20;

  /** The checkout around the working directory: the nearest folder with the launcher and a POM. */
  static RepositoryFiles ofThisCheckout() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isRegularFile(dir.resolve("alcove"))
          && Files.isRegularFile(dir.resolve("pom.xml"))) {
        return of(dir);
      }
    }
    throw new IllegalStateException("no folder above the working directory has alcove and pom.xml");
  }

  static RepositoryFiles of(Path root) {
    return GitFiles.of(root).map(paths -> known(root, paths)).orElseGet(() -> found(root));
  }

  private static RepositoryFiles known(Path root, List<String> paths) {
    List<String> readable = new ArrayList<>();
    try {
      for (String path : paths) {
        Path file = root.resolve(path);
        // Git still knows a file that was only just removed.
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.size(file) <= MAX_BYTES
            && isText(file)) {
          readable.add(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(readable);
    return new RepositoryFiles(root, List.copyOf(readable));
  }

  private static RepositoryFiles found(Path root) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return !dir.equals(root) && isSkipped(dir)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()
                  && !isSkipped(file)
                  && attributes.size() <= MAX_BYTES
                  && isText(file)) {
                found.add(root.relativize(file).toString().replace('\\', '/'));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(found);
    return new RepositoryFiles(root, List.copyOf(found));
  }

  private static boolean isSkipped(Path path) {
    return SKIPPED.contains(String.valueOf(path.getFileName()));
  }

  private static boolean isText(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      for (byte b : in.readNBytes(8000)) {
        if (b == 0) {
          return false;
        }
      }
      return true;
    }
  }

  List<String> where(Predicate<String> wanted) {
    return paths.stream().filter(wanted).toList();
  }

  List<String> java() {
    return where(path -> path.endsWith(".java") && path.contains("src/"));
  }

  Path file(String path) {
    return root.resolve(path);
  }

  List<String> lines(String path) {
    try {
      // Malformed bytes must not stop the check, so no strict decoder.
      return new String(Files.readAllBytes(file(path)), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
