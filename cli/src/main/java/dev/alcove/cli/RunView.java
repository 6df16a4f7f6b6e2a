package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Outcome;
import dev.alcove.wire.Json;
import java.util.Arrays;
import java.util.Locale;

/** One run for people: its lines, how it ended, what it gave, what it used. */
final class RunView {
  private RunView() {}

  static boolean isGood(JsonNode run) {
    return Shown.text(run, "outcome").equals("OK");
  }

  /** What programs get of a run that the command has started. */
  static ObjectNode document(JsonNode run) {
    ObjectNode document = Json.object().put("outcome", Shown.text(run, "outcome"));
    for (String field : new String[] {"output", "error", "receipt", "logs", "execution"}) {
      document.set(field, run.path(field));
    }
    return document;
  }

  static void show(Printer printer, JsonNode run, String tenant) {
    run.path("logs").forEach(line -> printer.line(LogLines.line(line, false)));
    JsonNode error = run.path("error");
    String outcome = Shown.text(run, "outcome");
    String time =
        String.format(
            Locale.ROOT,
            "%.1f ms, %.1f ms of CPU, realm %s",
            run.at("/receipt/wall_micros").asLong() / 1000.0,
            run.at("/receipt/cpu_micros").asLong() / 1000.0,
            Shown.text(run.path("receipt"), "realm"));
    printer.line((outcome.isEmpty() ? "It still goes on" : outcome) + " (" + time + ")");
    if (error.isObject()) {
      error(printer, error);
      String endedBy = Shown.text(run.path("receipt"), "ended_by");
      if (!endedBy.isEmpty() && !endedBy.equals(Shown.text(error, "code"))) {
        printer.line("  Ended by: " + endedBy);
      }
      if (isTriedAgain(outcome)) {
        printer.line("  It is tried again by itself, up to four times in all.");
      }
    } else if (!run.path("output").isNull() && !run.path("output").isMissingNode()) {
      printer.line(run.path("output").toPrettyString());
    }
    printer.next("alcove runs " + Shown.text(run, "execution") + " --tenant " + tenant + " --json");
  }

  private static boolean isTriedAgain(String outcome) {
    return Arrays.stream(Outcome.values())
        .anyMatch(one -> one.name().equals(outcome) && one.retry() == Outcome.Retry.AGAIN);
  }

  private static void error(Printer printer, JsonNode error) {
    String at = Shown.text(error, "at");
    printer.line(
        "  "
            + Shown.text(error, "name")
            + ": "
            + Shown.text(error, "message")
            + (at.isEmpty() ? "" : "   at " + at));
    if (!Shown.text(error, "source").isEmpty()) {
      printer.line("    " + Shown.text(error, "source"));
    }
    error.path("stack").forEach(frame -> printer.line("    " + frame.asText()));
    printer.line("  " + Shown.text(error, "cure"));
  }
}
