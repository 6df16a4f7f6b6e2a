package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a cron script now. */
@Command(
    name = "run",
    description = "Runs a cron script now, whatever its schedule says, and shows the result.",
    footer = {"", "Example:", "  alcove cron run send-notifications --tenant acme"})
final class CronRunVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Parameters(paramLabel = "NAME", description = "The script's name.")
  private String script = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the end. Default: ${DEFAULT-VALUE}.")
  private int wait = 330;

  CronRunVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    JsonNode run =
        new RunWaiter(on, owner).run(script, Json.mapper().nullNode(), Duration.ofSeconds(wait));
    printer().print(RunView.document(run), printer -> RunView.show(printer, run, owner));
    return RunView.isGood(run) ? ExitCode.OK : ExitCode.FAILED;
  }
}
