package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whether a tenant's scripts run. */
abstract class TenantStateVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id = "";

  private final String state;

  private TenantStateVerb(Surroundings around, String state) {
    super(around);
    this.state = state;
  }

  /** Nothing of the tenant's begins any more. */
  @Command(
      name = "pause",
      description = "Lets nothing of a tenant's begin, from the very next request on.",
      footer = {"", "Example:", "  alcove tenant pause acme"})
  static final class Pause extends TenantStateVerb {
    Pause(Surroundings around) {
      super(around, "paused");
    }

    @Override
    void say(Printer printer, String id) {
      printer.line("Tenant " + id + " is paused: its addresses refuse, its crons are skipped.");
      printer.next("alcove tenant resume " + id);
    }
  }

  /** It runs again. */
  @Command(
      name = "resume",
      description = "Lets a paused tenant's scripts run again.",
      footer = {"", "Example:", "  alcove tenant resume acme"})
  static final class Resume extends TenantStateVerb {
    Resume(Surroundings around) {
      super(around, "active");
    }

    @Override
    void say(Printer printer, String id) {
      printer.line("Tenant " + id + " is active.");
      printer.next("alcove logs --tenant " + id + " --follow");
    }
  }

  abstract void say(Printer printer, String id);

  @Override
  public Integer call() {
    JsonNode answer =
        server
            .open(around, data.folder())
            .patch(Server.path("tenants", id), Json.object().put("state", state));
    printer().print(answer, printer -> say(printer, id));
    return ExitCode.OK;
  }
}
