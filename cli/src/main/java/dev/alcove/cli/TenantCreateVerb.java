package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a tenant. */
@Command(
    name = "create",
    description = "Makes a tenant without apps.",
    footer = {"", "Example:", "  alcove tenant create initech --name Initech --plan gold"})
final class TenantCreateVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "2 to 40 characters a-z, 0-9 and inner `-`.")
  private String id = "";

  @Option(names = "--name", paramLabel = "NAME", description = "For people. Default: the id.")
  private @Nullable String name;

  @Option(names = "--plan", paramLabel = "PLAN", description = "A plan of the server's settings.")
  private @Nullable String plan;

  @Option(names = "--tier", paramLabel = "TIER", description = "How isolated: shared or strict.")
  private @Nullable String tier;

  @Option(names = "--anew", description = "Even if a tenant of this id was removed before.")
  private boolean anew;

  TenantCreateVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    ObjectNode body = Json.object().put("id", id).put("name", name == null ? id : name);
    if (plan != null) {
      body.put("plan", plan);
    }
    if (tier != null) {
      body.put("tier", tier);
    }
    if (anew) {
      body.put("anew", true);
    }
    JsonNode answer = server.open(around, data.folder()).post("/tenants", body);
    printer()
        .print(
            answer,
            printer -> {
              printer.line("Made tenant " + id + ".");
              printer.next("alcove deploy DIR --tenant " + id);
            });
    return ExitCode.OK;
  }
}
