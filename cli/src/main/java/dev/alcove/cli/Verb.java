package dev.alcove.cli;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every verb has. */
abstract class Verb implements Callable<Integer> {
  final Surroundings around;

  @Option(names = "--json", description = "Print JSON: one document, with --follow one to a line.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  boolean help;

  Verb(Surroundings around) {
    this.around = requireNonNull(around, "around is null");
  }

  Printer printer() {
    return new Printer(around.out(), json);
  }
}
