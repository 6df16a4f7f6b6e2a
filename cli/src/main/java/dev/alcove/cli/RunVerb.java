package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a script and shows its result. */
@Command(
    name = "run",
    description = {
      "Starts a one-off, embedded or cron script and waits for its result.",
      "Ends with 1 if the run does not end well."
    },
    footer = {"", "Example:", "  alcove run backfill --tenant acme --payload '{\"from\": 2024}'"})
final class RunVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Parameters(paramLabel = "SCRIPT", description = "The script's name.")
  private String script = "";

  @Option(
      names = "--payload",
      paramLabel = "JSON",
      description = "What the handler gets: JSON, @FILE, or - for stdin.")
  private String payload = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the end. Default: ${DEFAULT-VALUE}.")
  private int wait = 330;

  RunVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    JsonNode input = JsonArgument.read("--payload", payload, around);
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    JsonNode run = new RunWaiter(on, owner).run(script, input, Duration.ofSeconds(wait));
    printer().print(RunView.document(run), printer -> RunView.show(printer, run, owner));
    return RunView.isGood(run) ? ExitCode.OK : ExitCode.FAILED;
  }
}
