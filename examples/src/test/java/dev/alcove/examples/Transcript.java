package dev.alcove.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of a page's console blocks, each with what it prints there. */
record Transcript(List<Step> steps) {
  /**
   * One command.
   *
   * @param output the lines below it; "" if the page shows none
   */
  record Step(String command, String output) {}

  Transcript {
    steps = List.copyOf(steps);
  }

  static Transcript of(Path page) throws IOException {
    List<Step> steps = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith("$ ")) {
        steps.add(new Step(line.substring(2), ""));
      } else if (inside) {
        Step last = steps.removeLast();
        steps.add(new Step(last.command(), (last.output() + "\n" + line).strip()));
      }
    }
    return new Transcript(steps);
  }
}
