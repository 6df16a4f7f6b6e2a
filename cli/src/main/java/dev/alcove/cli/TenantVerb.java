package dev.alcove.cli;

import picocli.CommandLine.Command;

/** Tenants: made, listed, paused, removed. */
@Command(
    name = "tenant",
    description = "Looks after tenants; for operators.",
    synopsisSubcommandLabel = "(list | create | pause | resume | remove)",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Example:", "  alcove tenant create initech --name Initech"})
final class TenantVerb extends Verb {
  TenantVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "What about tenants?",
        "Give a verb: alcove tenant list, tenant create ID, tenant pause ID, tenant resume ID,"
            + " tenant remove ID");
  }
}
