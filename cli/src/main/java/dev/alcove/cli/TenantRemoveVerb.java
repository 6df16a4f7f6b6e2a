package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a tenant with everything it has. */
@Command(
    name = "remove",
    description = "Removes a tenant with everything it has, for good.",
    footer = {"", "Example:", "  alcove export --tenant acme && alcove tenant remove acme --yes"})
final class TenantRemoveVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id = "";

  @Option(names = "--yes", description = "Really. Without it nothing is removed.")
  private boolean yes;

  TenantRemoveVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    if (!yes) {
      throw CommandFailure.usage(
          "This removes everything of tenant " + id + ", for good.",
          "Keep a copy with `alcove export --tenant " + id + "`, then add --yes.");
    }
    JsonNode answer =
        server
            .open(around, data.folder())
            .delete(Server.path("tenants", id) + "?confirm=" + Server.encoded(id));
    printer()
        .print(
            answer,
            printer -> {
              printer.line("Removed tenant " + id + " with everything it had.");
              printer.next("alcove tenant list");
            });
    return ExitCode.OK;
  }
}
