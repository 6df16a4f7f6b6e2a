package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether an app's files are still those that were deployed, without compiling them. */
final class SourcePrint {
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private SourcePrint() {}

  /** A digest of a bundle's folder or file; what cannot be read is part of it as unreadable. */
  static String of(Path bundle) {
    MessageDigest digest = sha256();
    if (Files.isDirectory(bundle)) {
      add(digest, "app.json", bundle.resolve("app.json"));
      for (Path file : sources(bundle.resolve("src"))) {
        add(digest, bundle.relativize(file).toString(), file);
      }
    } else {
      add(digest, "", bundle);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The files below a folder, in a fixed order. */
  private static List<Path> sources(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }

  private static void add(MessageDigest digest, String name, Path file) {
    digest.update(name.getBytes(UTF_8));
    byte[] content;
    try {
      content =
          Files.size(file) > MOST_BYTES
              ? ("too large: " + Files.size(file)).getBytes(UTF_8)
              : Files.readAllBytes(file);
    } catch (IOException e) {
      content = "unreadable".getBytes(UTF_8);
    }
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(content.length).flip());
    digest.update(content);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
