package dev.alcove.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.TransferRecord;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import dev.alcove.wire.TransferFormat;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tenant's export: a transfer record to a line. */
final class TransferFile {
  private final Path path;

  TransferFile(Path path) {
    this.path = requireNonNull(path, "path is null");
  }

  /** Takes lines one after the other. */
  interface Lines {
    void line(JsonNode one) throws IOException;
  }

  /** Writes lines; what fails on the way leaves no file, and an older one as it was. */
  interface Source {
    void writeTo(Lines lines) throws IOException;
  }

  /**
   * Writes the file as a whole. Only its owner may read it: it has everything of a tenant.
   *
   * @throws CommandFailure if it cannot be written
   */
  void write(Source source) {
    Path absolute = path.toAbsolutePath();
    Path folder = requireNonNull(absolute.getParent(), "a file stands in a folder");
    try {
      Path part = Files.createTempFile(folder, ".export", ".part");
      try {
        try (BufferedWriter out = Files.newBufferedWriter(part, UTF_8)) {
          source.writeTo(one -> out.append(Json.text(one)).append('\n'));
        }
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(
              part, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw CommandFailure.of(
          "CANNOT_WRITE", "`" + path + "` cannot be written.", "Choose another file with --out.");
    }
  }

  /**
   * Goes through the file, after all of it was found to be an export from its beginning to its end.
   *
   * @param each called for each record but the first and the last
   * @return the first
   * @throws CommandFailure if it is something else, or a part is missing
   */
  TransferRecord.Begin read(Consumer<TransferRecord> each) {
    return walk(each);
  }

  /** The first record of a file that is whole. */
  TransferRecord.Begin check() {
    return walk(_ -> {});
  }

  private TransferRecord.Begin walk(Consumer<TransferRecord> each) {
    try (BufferedReader in = Files.newBufferedReader(path, UTF_8)) {
      TransferRecord.Begin begin = begin(in.readLine());
      boolean ended = false;
      long number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        TransferRecord one = parse(line, number);
        if (ended || one instanceof TransferRecord.Begin) {
          throw broken("line " + number + " is out of place");
        }
        if (one instanceof TransferRecord.End) {
          ended = true;
        } else {
          each.accept(one);
        }
      }
      if (!ended) {
        throw broken("its end is missing");
      }
      return begin;
    } catch (IOException e) {
      throw CommandFailure.usage(
          "`" + path + "` cannot be read.", "Name a file that `alcove export` wrote.");
    }
  }

  private TransferRecord.Begin begin(@Nullable String line) {
    if (line == null) {
      throw broken("it is empty");
    }
    if (parse(line, 1) instanceof TransferRecord.Begin begin) {
      return begin;
    }
    throw broken("line 1 is out of place");
  }

  private TransferRecord parse(String line, long number) {
    try {
      return TransferFormat.read(Bytes.utf8(line));
    } catch (FormatException e) {
      throw broken("line " + number + ": " + e.getMessage());
    }
  }

  private CommandFailure broken(String why) {
    return CommandFailure.of(
        "NOT_AN_EXPORT",
        "`" + path + "` is not a whole export: " + why + ".",
        "Export the tenant again; nothing was changed.");
  }
}
