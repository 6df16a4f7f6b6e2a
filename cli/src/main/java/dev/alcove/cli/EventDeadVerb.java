package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Queued runs that were given up. */
@Command(
    name = "dead",
    description = "Lists queued runs that were given up after their last attempt.",
    footer = {"", "Example:", "  alcove event dead --tenant acme"})
final class EventDeadVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, 1 to 200. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  EventDeadVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    JsonNode answer = on.get(Server.path("tenants", owner, "dead-letters") + "?limit=" + limit);
    printer().print(answer, printer -> show(printer, answer, owner));
    return ExitCode.OK;
  }

  private static void show(Printer printer, JsonNode answer, String owner) {
    Table table = new Table("TIME", "EXECUTION", "SCRIPT", "OUTCOME", "TRIES", "REASON");
    for (JsonNode letter : answer.path("dead_letters")) {
      table.row(
          Shown.time(letter, "at"),
          Shown.text(letter, "execution"),
          Shown.text(letter, "script"),
          Shown.text(letter, "outcome"),
          Shown.text(letter, "attempts"),
          Shown.message(Shown.text(letter, "reason")));
    }
    if (table.isEmpty()) {
      printer.line("No run was given up.");
      printer.next("alcove runs --tenant " + owner);
    } else {
      table.print(printer);
      printer.next("alcove event redrive EXECUTION --tenant " + owner);
    }
  }
}
