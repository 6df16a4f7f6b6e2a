package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** When cron scripts fire. */
@Command(
    name = "list",
    description = "Lists cron scripts with their next five times, in their zone and in UTC.",
    footer = {"", "Example:", "  alcove cron list --tenant acme"})
final class CronListVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  CronListVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    JsonNode answer = on.get(Server.path("tenants", owner, "schedules"));
    printer().print(answer, printer -> show(printer, answer, owner));
    return ExitCode.OK;
  }

  private static void show(Printer printer, JsonNode answer, String owner) {
    for (JsonNode cron : answer.path("schedules")) {
      printer.line(
          Shown.text(cron, "name")
              + " (app "
              + Shown.text(cron, "app")
              + "): "
              + Shown.text(cron, "schedule")
              + " in "
              + Shown.text(cron, "timezone"));
      for (JsonNode time : cron.path("next")) {
        printer.line("  " + Shown.text(time, "local") + "   " + Shown.text(time, "utc"));
      }
    }
    if (answer.path("schedules").isEmpty()) {
      printer.line("Tenant `" + owner + "` has no live cron script.");
      printer.next("alcove deploy DIR --tenant " + owner);
    } else {
      printer.next("alcove cron run NAME --tenant " + owner);
    }
  }
}
