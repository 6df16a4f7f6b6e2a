package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The kept versions of an app. */
@Command(
    name = "versions",
    description = "Lists the versions of an app, the newest first; `*` marks the live one.",
    footer = {"", "Example:", "  alcove versions --tenant acme --app shop"})
final class VersionsVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();
  @Mixin private AppOption app = new AppOption();

  VersionsVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server from = server.open(around, data.folder());
    String owner = tenant.pick(around, from);
    String name = app.pick(from, owner);
    JsonNode answer = from.get(Server.path("tenants", owner, "apps", name, "versions"));
    printer()
        .print(
            answer,
            printer -> {
              Table table = new Table("", "VERSION", "CREATED", "AUTHOR", "MODULES", "MESSAGE");
              for (JsonNode version : answer.path("versions")) {
                table.row(
                    version.path("live").asBoolean() ? "*" : "",
                    Shown.version(version, "version"),
                    Shown.time(version, "created"),
                    Shown.text(version, "author"),
                    Shown.text(version, "modules"),
                    Shown.message(Shown.text(version, "message")));
              }
              table.print(printer);
              printer.next("alcove rollback --tenant " + owner + " --app " + name + " [VERSION]");
            });
    return ExitCode.OK;
  }
}
