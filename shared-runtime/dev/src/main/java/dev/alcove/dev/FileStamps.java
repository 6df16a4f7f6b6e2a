package dev.alcove.dev;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the watched files looked at one moment. */
record FileStamps(Map<Path, Stamp> files) {
  /** What changes when a file is written, or another one is put in its place. */
  record Stamp(FileTime modified, long size, @Nullable Object key) {}

  FileStamps {
    files = Map.copyOf(files);
  }

  /** Looks at files, and at everything in folders; what is not there is not part of it. */
  static FileStamps of(Collection<Path> roots) {
    Map<Path, Stamp> files = new HashMap<>();
    for (Path root : roots) {
      try {
        Path walked = Files.walkFileTree(root, new Collector(root, files));
        assert walked.equals(root) : "the walk gives back where it began";
      } catch (IOException e) {
        // Not there any more, or not yet.
        files.remove(root);
      }
    }
    return new FileStamps(files);
  }

  /** The files that are there in one of the two only, or differ. */
  Set<Path> changedSince(FileStamps before) {
    Set<Path> changed = new HashSet<>();
    files.forEach(
        (file, stamp) -> {
          if (!Objects.equals(before.files.get(file), stamp)) {
            changed.add(file);
          }
        });
    before.files.keySet().stream().filter(file -> !files.containsKey(file)).forEach(changed::add);
    return changed;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<Path, Stamp> files;

    Collector(Path root, Map<Path, Stamp> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      boolean ours = folder.equals(root) || !(name.startsWith(".") || name.equals("node_modules"));
      if (ours) {
        // A folder's own time changes with its contents, which are seen anyway.
        files.put(folder, new Stamp(FileTime.fromMillis(0), 0, null));
      }
      return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.put(
          file, new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
