package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the world's clock shows. */
@Command(
    name = "clock",
    description = "Shows the clock of a laptop's world, and moves it.",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Example:", "  alcove clock advance 1d"})
final class ClockVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  ClockVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    JsonNode answer = server.open(around, data.folder()).dev("GET", "/clock", Bytes.EMPTY);
    printer()
        .print(
            answer,
            printer -> {
              printer.line(
                  Shown.time(answer, "now") + ", " + Shown.offset(Shown.text(answer, "offset")));
              printer.next("alcove clock advance 1d");
            });
    return ExitCode.OK;
  }
}
