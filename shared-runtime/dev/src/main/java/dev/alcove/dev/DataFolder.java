package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder of a world's state. What is written through this is readable by its owner only and is
 * either there in full or as it was before.
 */
final class DataFolder {
  private static final String OWNER_ONLY = "rw-------";

  private final Path folder;

  DataFolder(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  Path path() {
    return folder;
  }

  Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("`" + folder.resolve(name) + "` cannot be read", e);
    }
  }

  void write(String name, String text) {
    writeSecret(folder.resolve(name), text);
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("`" + folder.resolve(name) + "` cannot be removed", e);
    }
  }

  /** Replaces a file that only its owner may read. */
  static void writeSecret(Path file, String text) {
    try {
      Path parent = requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
      Files.createDirectories(parent);
      Path next = Files.createTempFile(parent, ".", ".tmp", ownerOnly(parent));
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("`" + file + "` cannot be written", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path parent) {
    // Where there are no such permissions (Windows) the user's own profile keeps others out.
    return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
        }
        : new FileAttribute<?>[0];
  }
}
