package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Usage;
import dev.alcove.domain.UsageStore;
import dev.alcove.wire.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What a tenant has, and what its runs have used. */
final class UsageHandlers {
  private static final int MOST_LETTERS = 200;
  private static final int DAYS_SHOWN = 30;

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
                "The plan, what waits in the queue, and what all runs used: each day (UTC) and in"
                    + " all. The last seconds of other processes may be missing.",
                this::usage)
            .taking(
                Field.optional(
                    "from",
                    Field.Kind.TEXT,
                    "The first day, as `2026-01-31`; "
                        + DAYS_SHOWN
                        + " days up to `to` if missing."),
                Field.optional("to", Field.Kind.TEXT, "The last day; today if missing.")));
  }

  private HttpResponse usage(Call call) {
    LocalDate to =
        call.query()
            .text("to")
            .map(text -> day("to", text))
            .orElseGet(() -> ports.clock().now().atOffset(ZoneOffset.UTC).toLocalDate());
    LocalDate from =
        call.query()
            .text("from")
            .map(text -> day("from", text))
            .orElse(to.minusDays(DAYS_SHOWN - 1));
    if (from.isAfter(to) || from.isBefore(to.minusDays(UsageStore.MOST_DAYS - 1))) {
      throw Refusal.invalid(
          "From `from` to `to` must be 1 to " + UsageStore.MOST_DAYS + " days, both included.");
    }
    ObjectNode body =
        Json.object()
            .put("plan", call.live().plan())
            .put("apps", call.live().apps().size())
            .put("queued", ports.queue().depth(call.tenantId()))
            .put("dead_letters", ports.deadLetters().list(call.tenantId(), MOST_LETTERS).size())
            .put("from", from.toString())
            .put("to", to.toString());
    Usage total = Usage.NONE;
    ArrayNode days = Json.array();
    for (Map.Entry<LocalDate, Usage> day :
        ports.usage().list(call.tenantId(), from, to).entrySet()) {
      total = total.plus(day.getValue());
      days.add(put(Json.object().put("day", day.getKey().toString()), day.getValue()));
    }
    body.set("total", put(Json.object(), total));
    body.set("days", days);
    return Answers.ok(body);
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.invalid("Query parameter `" + name + "` must be a day, as `2026-01-31`.");
    }
  }

  private static ObjectNode put(ObjectNode view, Usage usage) {
    view.put("runs", usage.count());
    ObjectNode outcomes = view.putObject("by_outcome");
    usage.runs().forEach((outcome, count) -> outcomes.put(outcome.name(), count));
    return view.put("wall_ms", usage.wallMicros() / 1000.0)
        .put("cpu_ms", usage.cpuMicros() / 1000.0)
        .put("allocated_bytes", usage.allocatedBytes())
        .put("host_calls", usage.hostCalls())
        .put("events", usage.events());
  }
}
