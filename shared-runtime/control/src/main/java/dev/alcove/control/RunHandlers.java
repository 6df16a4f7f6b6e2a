package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.Runner;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The records of runs, and the end of one that goes on. */
final class RunHandlers {
  private static final int RUNS_SHOWN = 20;

  private final Ports ports;
  private final Runner runner;

  RunHandlers(Ports ports, Runner runner) {
    this.ports = ports;
    this.runner = runner;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                "listRuns",
                "GET",
                "/tenants/{tenant}/runs",
                Access.READ,
                "The runs that are kept (all of cron, event and one-off scripts, the failed ones of"
                    + " others), the newest first.",
                this::list)
            .taking(
                Field.optional("entry", Field.Kind.TEXT, "A script's name, or `POST /path`."),
                Field.optional("outcome", Field.Kind.TEXT, "Only runs that ended so."),
                Field.optional(
                    "limit", Field.Kind.COUNT, "How many, 1 to " + RunRecords.MOST_LISTED + ".")),
        Route.of(
            "getRun",
            "GET",
            "/tenants/{tenant}/runs/{execution}",
            Access.READ,
            "One run with its receipt, error, output and log lines.",
            this::get),
        Route.of(
            "cancelRun",
            "POST",
            "/tenants/{tenant}/runs/{execution}/cancel",
            Access.EXECUTE,
            "Ends a run that goes on.",
            this::cancel));
  }

  private HttpResponse list(Call call) {
    int limit = call.query().limit(RUNS_SHOWN, RunRecords.MOST_LISTED);
    ArrayNode runs = Json.array();
    for (RunRecord run :
        ports
            .runs()
            .list(
                call.tenantId(),
                call.query().text("entry"),
                call.query().text("outcome").map(RunHandlers::outcome),
                limit)) {
      runs.add(RunViews.summary(run));
    }
    ObjectNode body = Json.object();
    body.set("runs", runs);
    return Answers.ok(body);
  }

  private static Outcome outcome(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(name)) {
        return outcome;
      }
    }
    throw Refusal.invalid(
        "There is no outcome `"
            + Shown.of(text)
            + "`; there is "
            + String.join(", ", java.util.Arrays.stream(Outcome.values()).map(Enum::name).toList())
            + ".");
  }

  private HttpResponse get(Call call) {
    RunRecord run = run(call);
    ArrayNode lines = Json.array();
    for (LogStore.Positioned positioned :
        ports
            .logs()
            .query(
                call.tenantId(),
                Optional.empty(),
                Optional.of(run.execution()),
                LogLine.Level.DEBUG,
                0,
                LogStore.MOST_LINES)) {
      lines.add(RunViews.line(positioned.line()));
    }
    return Answers.ok(RunViews.whole(run, lines));
  }

  private RunRecord run(Call call) {
    return ports
        .runs()
        .get(call.tenantId(), call.execution())
        .orElseThrow(
            () -> Refusal.notFound("There is no record of a run `" + call.execution() + "`."));
  }

  private HttpResponse cancel(Call call) {
    RunRecord run = run(call);
    if (run.outcome().isPresent()) {
      return Answers.error(
          409,
          ErrorCode.INVALID_INPUT,
          "The run has ended already, with " + run.outcome().get() + ".",
          Json.array());
    }
    runner.cancel(run.execution());
    return Answers.json(202, Json.object().put("execution", run.execution().value()));
  }
}
