package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an earlier version live again. */
@Command(
    name = "rollback",
    description = {
      "Makes an earlier version live again: the one named, else the one before the live one.",
      "It is a new deployment, with the rights of who does it."
    },
    footer = {"", "Example:", "  alcove rollback 3f2a9c --tenant acme --app shop -m \"broken\""})
final class RollbackVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();
  @Mixin private AppOption app = new AppOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A version, or its first digits (at least 6).")
  private @Nullable String version;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Why, for people.")
  private String message = "";

  RollbackVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server to = server.open(around, data.folder());
    String owner = tenant.pick(around, to);
    String name = app.pick(to, owner);
    ObjectNode body = Json.object();
    if (version != null) {
      body.put("version", version);
    }
    if (!message.isEmpty()) {
      body.put("message", message);
    }
    JsonNode answer = to.post(Server.path("tenants", owner, "apps", name, "rollback"), body);
    printer()
        .print(
            answer,
            printer -> {
              printer.line(
                  owner
                      + "/"
                      + name
                      + " is version "
                      + Shown.version(answer, "version")
                      + (answer.path("unchanged").asBoolean()
                          ? " already; nothing was changed."
                          : " again (deployment " + answer.path("deployment").asLong() + ")."));
              printer.next("alcove versions --tenant " + owner + " --app " + name);
            });
    return ExitCode.OK;
  }
}
