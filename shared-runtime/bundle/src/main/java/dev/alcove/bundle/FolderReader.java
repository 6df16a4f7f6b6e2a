package dev.alcove.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a bundle from a folder: {@code app.json} and every file under {@code src/}. */
final class FolderReader {
  private static final int MOST_DEPTH = 32;

  private final Path folder;
  private final Findings findings = new Findings();
  private final SortedMap<String, String> modules = new TreeMap<>();
  private final Set<String> unread = new HashSet<>();
  private long bytes;
  private int files;

  FolderReader(Path folder) {
    this.folder = folder;
  }

  Bundle read() {
    Optional<ManifestText> manifest = Optional.empty();
    try {
      Path root = folder.toRealPath();
      manifest = manifest(root);
      Path sources = root.resolve("src");
      if (Files.isDirectory(sources)) {
        if (sources.toRealPath().startsWith(root)) {
          walk(root, sources, "", 0);
        } else {
          leadsOut("src");
        }
      }
    } catch (IOException e) {
      findings.error(
          Place.of("app.json"),
          "The folder `" + Shown.of(String.valueOf(folder.getFileName())) + "` cannot be read.",
          "Check that it is there and that you may read it.");
    }
    return new Bundle(manifest, modules, Door.ALCOVE, false, unread, findings.problems());
  }

  private Optional<ManifestText> manifest(Path root) throws IOException {
    Path file = root.resolve("app.json");
    if (!Files.exists(file)) {
      findings.error(
          Place.of("app.json"),
          "The folder has no `app.json`.",
          "Write one, such as `{\"endpoints\": {}}`, or name the folder that has it.");
      return Optional.empty();
    }
    if (!file.toRealPath().startsWith(root)) {
      leadsOut("app.json");
      return Optional.empty();
    }
    return text(file, "app.json").map(ManifestText::ofFile);
  }

  private void leadsOut(String name) {
    findings.error(
        Place.of(name),
        "The link leads out of the bundle's folder.",
        "Copy what it names into the folder.");
  }

  private void walk(Path root, Path directory, String prefix, int depth) throws IOException {
    if (depth > MOST_DEPTH) {
      findings.error(
          Place.of("src/" + prefix), "The folder is more than 32 levels deep.", "Make it flatter.");
      return;
    }
    for (Path path : listed(directory)) {
      String name = prefix + path.getFileName();
      // What editors and file managers leave behind is not the author's.
      if (String.valueOf(path.getFileName()).startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        walk(root, path, name + "/", depth + 1);
      } else if (++files > Bundle.MOST_MODULES) {
        if (files == Bundle.MOST_MODULES + 1) {
          findings.error(
              Place.of("src/"),
              "The folder has more than 2,000 files.",
              "Bundle dependencies into fewer files, and leave `node_modules` out.");
        }
        unread.add(name);
      } else {
        module(root, path, name);
      }
    }
  }

  private static List<Path> listed(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(paths::add);
    }
    paths.sort(null);
    return paths;
  }

  private void module(Path root, Path path, String name) {
    try {
      if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(root)) {
        leadsOut(name);
        unread.add(name);
        return;
      }
      if (!Files.isRegularFile(path)) {
        findings.error(Place.of(name), "This is not a file.", "Put the file itself in its place.");
        unread.add(name);
        return;
      }
      text(path, name).ifPresentOrElse(text -> modules.put(name, text), () -> unread.add(name));
    } catch (IOException e) {
      findings.error(
          Place.of(name), "The file cannot be read.", "Check that it is there and readable.");
      unread.add(name);
    }
  }

  private Optional<String> text(Path file, String name) throws IOException {
    long size = Files.size(file);
    if (size > Bundle.MOST_MODULE_BYTES) {
      ModuleChecks.tooLarge(Place.of(name), size, findings);
      return Optional.empty();
    }
    if (bytes + size > Bundle.MOST_BYTES) {
      if (bytes <= Bundle.MOST_BYTES) {
        findings.error(
            Place.of("src/"),
            String.format(
                Locale.ROOT, "The files have more than %,d bytes in all.", Bundle.MOST_BYTES),
            "Minify them, leave data out, or split the bundle into several apps.");
        bytes = Bundle.MOST_BYTES + 1L;
      }
      return Optional.empty();
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      // A file that grows while it is read is cut here, and found too large.
      content = in.readNBytes(Bundle.MOST_MODULE_BYTES + 1);
    }
    bytes += content.length;
    return decode(content, name);
  }

  private Optional<String> decode(byte[] content, String name) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(Texts.withoutMark(text));
    } catch (CharacterCodingException e) {
      boolean wide =
          content.length > 1
              && ((content[0] == (byte) 0xFF && content[1] == (byte) 0xFE)
                  || (content[0] == (byte) 0xFE && content[1] == (byte) 0xFF));
      findings.error(
          Place.of(name),
          wide ? "The file is UTF-16." : "The file is not UTF-8.",
          "Save it as UTF-8.");
      return Optional.empty();
    }
  }
}
