package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleReader;
import dev.alcove.bundle.Problem;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bundle on its way to a server, which names problems by their place in the document sent. */
final class BundleDocument {
  /** How the server calls the document. */
  private static final String SENT = "bundle.json";

  private static final String MANIFEST = "app.json";

  /**
   * The manifest's own text follows on lines of its own, so that a place in the document is a place
   * in the file, one line further down.
   */
  private static final String BEFORE = "{\"metadata\":\n";

  private final Bytes bytes;
  private final String file;
  private final int linesBefore;

  private BundleDocument(Bytes bytes, String file, int linesBefore) {
    this.bytes = bytes;
    this.file = file;
    this.linesBefore = linesBefore;
  }

  /**
   * Reads a folder, or a JSON file as it is.
   *
   * @throws CommandFailure if there is no such thing, or parts of it cannot be read
   */
  static BundleDocument read(Path path) {
    if (Files.isDirectory(path)) {
      return ofFolder(path);
    }
    try {
      return new BundleDocument(
          Bytes.owning(Files.readAllBytes(path)), String.valueOf(path.getFileName()), 0);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "`" + path + "` cannot be read.",
          "Name a folder with app.json and src/, or a bundle as a JSON file.");
    }
  }

  private static BundleDocument ofFolder(Path folder) {
    if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
      throw CommandFailure.usage(
          "There is no app.json in `" + folder + "`.",
          Files.isRegularFile(folder.resolve("world.json"))
              ? "This is a world: serve it with `alcove dev "
                  + folder
                  + "`, or deploy one of its"
                  + " bundles."
              : "Name a folder with app.json and src/.");
    }
    Bundle bundle = BundleReader.fromFolder(folder);
    if (!bundle.problems().isEmpty() || bundle.manifest().isEmpty()) {
      throw unreadable(bundle.problems());
    }
    ArrayNode modules = Json.array();
    bundle
        .modules()
        .forEach((name, source) -> modules.addObject().put("name", name).put("module", source));
    String text =
        BEFORE + bundle.manifest().get().text() + "\n,\"modules\":" + Json.text(modules) + "}";
    return new BundleDocument(Bytes.utf8(text), MANIFEST, 1);
  }

  private static CommandFailure unreadable(List<Problem> problems) {
    ArrayNode details = Json.array();
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      details
          .addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("message", problem.message())
          .put("cure", problem.cure());
      lines.add(problem.toString());
    }
    return CommandFailure.answered(
        "REFUSED_BUNDLE", "The bundle cannot be read as a whole.", details, lines);
  }

  Bytes bytes() {
    return bytes;
  }

  /** A problem that the server found, at its place in the author's files. */
  String problem(JsonNode problem) {
    boolean here = Shown.text(problem, "file").equals(SENT);
    int line = problem.path("line").asInt();
    return Shown.problem(
        problem,
        here ? file : Shown.text(problem, "file"),
        here ? Math.max(line - linesBefore, 0) : line);
  }

  /** The server's refusal, told by places in the author's files. */
  CommandFailure told(CommandFailure refusal) {
    List<String> lines = new ArrayList<>();
    refusal.details().forEach(problem -> lines.add(problem(problem)));
    return refusal.with(lines);
  }
}
