package dev.alcove.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a small world to begin with. */
@Command(
    name = "init",
    description = "Writes a small world that runs: an http script, a cron, an event handler.",
    footer = {"", "Example:", "  alcove init my-world"})
final class InitVerb extends Verb {
  private static final String APP = "tenants/acme/hello/";

  /** The files of the world, by where they go; a name without a dot survives build tools. */
  private static final Map<String, String> FILES = files();

  @Parameters(paramLabel = "DIR", description = "A folder that is empty, or not there yet.")
  private Path folder = Path.of("");

  InitVerb(Surroundings around) {
    super(around);
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "README.md");
    files.put("world.json", "world.json");
    files.put(".gitignore", "gitignore");
    files.put(APP + "app.json", "app.json");
    files.put(APP + "src/greet.js", "greet.js");
    files.put(APP + "src/report.js", "report.js");
    files.put(APP + "src/orders.js", "orders.js");
    return files;
  }

  @Override
  public Integer call() {
    Path target = around.path(folder);
    ObjectNode document = Json.object().put("folder", target.toString());
    ArrayNode written = document.putArray("files");
    try {
      checkEmpty(target);
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path to = target.resolve(file.getKey());
        Files.createDirectories(requireNonNull(to.getParent(), "a file is in a folder"));
        try (InputStream from =
            requireNonNull(
                InitVerb.class.getResourceAsStream("init/" + file.getValue()), file.getValue())) {
          Files.copy(from, to);
        }
        written.add(file.getKey());
      }
    } catch (IOException e) {
      throw CommandFailure.of(
          "CANNOT_WRITE", "`" + target + "` cannot be written: " + e.getMessage() + ".", "");
    }
    printer()
        .print(
            document,
            printer -> {
              written.forEach(file -> printer.line("wrote " + folder.resolve(file.asText())));
              printer.next("alcove dev " + folder);
              printer.line("      curl http://localhost:8080/t/acme/api/custom/hello/Ada");
              printer.line("      alcove event publish order.created --data '{\"id\": 7}'");
              printer.line("      alcove clock advance 1d");
            });
    return ExitCode.OK;
  }

  private static void checkEmpty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw CommandFailure.usage("`" + target + "` is a file.", "Name a folder.");
    }
    try (Stream<Path> there = Files.list(target)) {
      if (there.findAny().isPresent()) {
        throw CommandFailure.usage(
            "There is something in `" + target + "` already.", "Name an empty folder.");
      }
    }
  }
}
