package dev.alcove.cli;

import picocli.CommandLine.Command;

/** Events: published, and what became of those that failed. */
@Command(
    name = "event",
    description = "Publishes events, and looks after runs that were given up.",
    synopsisSubcommandLabel = "(publish | dead | redrive)",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Example:", "  alcove event publish order.created --data '{\"id\": 7}'"})
final class EventVerb extends Verb {
  EventVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "What about events?",
        "Give a verb: alcove event publish TYPE, event dead, event redrive ID");
  }
}
