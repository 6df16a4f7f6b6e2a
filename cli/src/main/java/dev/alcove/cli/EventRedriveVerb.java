package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries a run that was given up once more. */
@Command(
    name = "redrive",
    description = "Queues a run that was given up once more, with all its attempts.",
    footer = {"", "Example:", "  alcove event redrive 0b5c1f --tenant acme"})
final class EventRedriveVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Parameters(paramLabel = "EXECUTION", description = "As `alcove event dead` lists it.")
  private String execution = "";

  EventRedriveVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    JsonNode answer =
        on.post(Server.path("tenants", owner, "dead-letters", execution, "redrive"), Json.object());
    printer()
        .print(
            answer,
            printer -> {
              printer.line("Queued " + execution + " again.");
              printer.next("alcove runs --tenant " + owner);
            });
    return ExitCode.OK;
  }
}
