package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Moves the world's clock. */
@Command(
    name = "advance",
    description = {
      "Moves the clock of a laptop's world on, and fires what comes due on the way, in order:",
      "crons of every tenant, retries, delayed events; what expires is gone."
    },
    footer = {"", "Example:", "  alcove clock advance 1d"})
final class ClockAdvanceVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "TIME", description = "How far: 30s, 90m, 12h, 1d or PT24H.")
  private String by = "";

  ClockAdvanceVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    JsonNode answer =
        server
            .open(around, data.folder())
            .dev("POST", "/clock/advance", Json.bytes(Json.object().put("by", by)));
    printer().print(answer, printer -> show(printer, answer));
    return ExitCode.OK;
  }

  private static void show(Printer printer, JsonNode answer) {
    Table table = new Table("TIME", "TENANT", "SCRIPT", "BY", "OUTCOME");
    for (JsonNode run : answer.path("fired")) {
      table.row(
          Shown.time(run, "time"),
          Shown.text(run, "tenant"),
          Shown.text(run, "script"),
          Shown.text(run, "triggeredBy"),
          Shown.text(run, "outcome"));
    }
    if (table.isEmpty()) {
      printer.line("Nothing came due.");
    } else {
      table.print(printer);
    }
    if (answer.path("stopped").isTextual()) {
      printer.line(answer.path("stopped").asText());
    }
    printer.line(
        "It is "
            + Shown.time(answer, "now")
            + " now, "
            + Shown.offset(Shown.text(answer, "offset"))
            + ".");
    printer.next("alcove runs");
  }
}
