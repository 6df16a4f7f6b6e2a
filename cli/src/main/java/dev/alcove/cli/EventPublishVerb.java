package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands an event to the bus. */
@Command(
    name = "publish",
    description = "Publishes an event; every live script whose pattern matches gets it.",
    footer = {
      "",
      "Example:",
      "  alcove event publish order.created --tenant acme --data '{\"id\": 7}'"
    })
final class EventPublishVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private TenantOption tenant = new TenantOption();

  @Parameters(paramLabel = "TYPE", description = "The event's type, such as order.created.")
  private String type = "";

  // Elsewhere --data is a folder; here everybody takes it for the event's data.
  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "The event's data: JSON, @FILE, or - for stdin.")
  private String data = "";

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The system that it comes from. Default: alcove.TENANT.")
  private @Nullable String source;

  EventPublishVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    JsonNode content = JsonArgument.read("--data", data, around);
    Server on = server.open(around, Optional.empty());
    String owner = tenant.pick(around, on);
    ObjectNode body = Json.object().put("type", type);
    body.set("data", content);
    if (source != null) {
      body.put("source", source);
    }
    JsonNode answer = on.post(Server.path("tenants", owner, "events"), body);
    printer()
        .print(
            answer,
            printer -> {
              printer.line("Published event " + Shown.text(answer, "id") + ".");
              printer.next("alcove runs --tenant " + owner);
            });
    return ExitCode.OK;
  }
}
