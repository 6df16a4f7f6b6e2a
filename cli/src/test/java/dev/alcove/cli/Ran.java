package dev.alcove.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One run of the command: what it printed and how it ended. */
record Ran(int exitCode, String out, String err) {
  /** Runs the command in a folder whose user has no other server. */
  static Ran in(Path folder, Map<String, String> environment, String... args) {
    return withStdin("", folder, environment, args);
  }

  static Ran withStdin(String stdin, Path folder, Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("ALCOVE_HOME", folder.resolve("home").toString());
    int exitCode =
        Alcove.run(
            new Surroundings(
                new ByteArrayInputStream(stdin.getBytes(UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                all,
                folder),
            args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  JsonNode json() {
    return Json.parse(out);
  }
}
