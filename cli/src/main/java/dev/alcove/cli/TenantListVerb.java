package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The tenants that one may see. */
@Command(
    name = "list",
    description = "Lists the tenants: all for an operator, one's own for others.",
    footer = {"", "Example:", "  alcove tenant list"})
final class TenantListVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  TenantListVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    JsonNode answer = server.open(around, data.folder()).get("/tenants");
    printer()
        .print(
            answer,
            printer -> {
              Table table = new Table("TENANT", "NAME", "STATE", "PLAN", "TIER", "APPS");
              for (JsonNode tenant : answer.path("tenants")) {
                table.row(
                    Shown.text(tenant, "id"),
                    Shown.message(Shown.text(tenant, "name")),
                    Shown.text(tenant, "state"),
                    Shown.text(tenant, "plan"),
                    Shown.text(tenant, "tier"),
                    Shown.text(tenant, "apps"));
              }
              table.print(printer);
              printer.next("alcove tenant create ID --name NAME");
            });
    return ExitCode.OK;
  }
}
