package dev.alcove.cli;

import picocli.CommandLine.Command;

/** Cron scripts: when they fire, and one by hand. */
@Command(
    name = "cron",
    description = "Shows when cron scripts fire, and runs one by hand.",
    synopsisSubcommandLabel = "(list | run)",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Example:", "  alcove cron list --tenant acme"})
final class CronVerb extends Verb {
  CronVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "What about crons?", "Give a verb: alcove cron list, alcove cron run NAME");
  }
}
