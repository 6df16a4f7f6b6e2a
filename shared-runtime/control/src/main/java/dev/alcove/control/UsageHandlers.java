package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunRecords;
import dev.alcove.wire.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tenant has and has used, as far as records tell. */
final class UsageHandlers {
  private static final int MOST_LETTERS = 200;

  private final Ports ports;

  UsageHandlers(Ports ports) {
    this.ports = ports;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            "getUsage",
            "GET",
            "/tenants/{tenant}/usage",
            Access.READ,
            "The plan, what waits in the queue, and sums over the newest "
                + RunRecords.MOST_LISTED
                + " kept runs.",
            this::usage));
  }

  private HttpResponse usage(Call call) {
    List<RunRecord> runs =
        ports
            .runs()
            .list(call.tenantId(), Optional.empty(), Optional.empty(), RunRecords.MOST_LISTED);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    long wall = 0;
    long cpu = 0;
    for (RunRecord run : runs) {
      run.outcome().ifPresent(outcome -> outcomes.merge(outcome, 1, Integer::sum));
      wall += run.receipt().wallMicros();
      cpu += run.receipt().cpuMicros();
    }
    ObjectNode body =
        Json.object()
            .put("plan", call.live().plan())
            .put("apps", call.live().apps().size())
            .put("queued", ports.queue().depth(call.tenantId()))
            .put("dead_letters", ports.deadLetters().list(call.tenantId(), MOST_LETTERS).size());
    ObjectNode kept = body.putObject("kept_runs");
    kept.put("count", runs.size());
    ObjectNode byOutcome = kept.putObject("by_outcome");
    outcomes.forEach((outcome, count) -> byOutcome.put(outcome.name(), count));
    kept.put("wall_ms", wall / 1000.0).put("cpu_ms", cpu / 1000.0);
    return Answers.ok(body);
  }
}
