package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What has run. */
@Command(
    name = "runs",
    description = {
      "Lists runs, the newest first, or shows one with its receipt, error and lines.",
      "Kept are all runs of cron, event and one-off scripts, and the failed ones of others."
    },
    footer = {"", "Example:", "  alcove runs --tenant acme --outcome THREW"})
final class RunsVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Parameters(arity = "0..1", paramLabel = "EXECUTION", description = "One run's execution id.")
  private @Nullable String execution;

  @Option(
      names = "--entry",
      paramLabel = "NAME",
      description = "Only runs of this script, or of an endpoint such as \"POST /orders\".")
  private @Nullable String entry;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Only runs that ended so: OK, THREW, WALL_EXCEEDED ...")
  private @Nullable String outcome;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, 1 to 200. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Option(names = "--cancel", description = "End the run that EXECUTION names.")
  private boolean cancel;

  RunsVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    if (execution == null) {
      if (cancel) {
        throw CommandFailure.usage("Which run is to end?", "Name its EXECUTION: alcove runs");
      }
      list(on, owner);
    } else if (cancel) {
      cancel(on, owner, execution);
    } else {
      JsonNode run = on.get(Server.path("tenants", owner, "runs", execution));
      printer().print(run, printer -> RunView.show(printer, run, owner));
    }
    return ExitCode.OK;
  }

  private void list(Server on, String owner) {
    List<String> query = new ArrayList<>(List.of("limit=" + limit));
    if (entry != null) {
      query.add("entry=" + Server.encoded(entry));
    }
    if (outcome != null) {
      query.add("outcome=" + Server.encoded(outcome));
    }
    JsonNode answer = on.get(Server.path("tenants", owner, "runs") + "?" + String.join("&", query));
    printer()
        .print(
            answer,
            printer -> {
              Table table = new Table("TIME", "EXECUTION", "ENTRY", "OUTCOME", "MS", "MESSAGE");
              for (JsonNode run : answer.path("runs")) {
                table.row(
                    Shown.time(run, "time"),
                    Shown.text(run, "execution"),
                    Shown.text(run, "entry"),
                    run.path("outcome").asText("running"),
                    Shown.millis(run, "wall_ms"),
                    Shown.message(Shown.text(run, "message")));
              }
              if (table.isEmpty()) {
                printer.line("No runs are kept that match.");
                printer.next("alcove logs --tenant " + owner);
              } else {
                table.print(printer);
                printer.next("alcove runs EXECUTION --tenant " + owner);
              }
            });
  }

  private void cancel(Server on, String owner, String id) {
    JsonNode answer = on.post(Server.path("tenants", owner, "runs", id, "cancel"), Json.object());
    printer()
        .print(
            answer,
            printer -> {
              printer.line("The run is asked to end.");
              printer.next("alcove runs " + id + " --tenant " + owner);
            });
  }
}
