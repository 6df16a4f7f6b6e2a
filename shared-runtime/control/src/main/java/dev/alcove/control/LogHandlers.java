package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.Ports;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Log lines: the newest ones, or those behind a position. */
final class LogHandlers {
  private static final int LINES_SHOWN = 100;

  private final Ports ports;

  LogHandlers(Ports ports) {
    this.ports = ports;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                "listLogs",
                "GET",
                "/tenants/{tenant}/logs",
                Access.READ,
                "Log lines, the oldest first, and the position to go on from.",
                this::list)
            .taking(
                Field.optional("entry", Field.Kind.TEXT, "A script's name, or `POST /path`."),
                Field.optional("execution", Field.Kind.TEXT, "Only lines of this execution."),
                Field.optional(
                    "level", Field.Kind.TEXT, "The least level: debug, info, warn, error."),
                Field.optional(
                    "after",
                    Field.Kind.COUNT,
                    "Only lines behind this position; without it the newest ones are shown."),
                Field.optional(
                    "limit", Field.Kind.COUNT, "How many, 1 to " + LogStore.MOST_LINES + ".")));
  }

  private HttpResponse list(Call call) {
    int limit = call.query().limit(LINES_SHOWN, LogStore.MOST_LINES);
    Optional<Long> after = call.query().number("after");
    // Asked for before the lines: what is written meanwhile is behind it and not skipped.
    long end = ports.logs().newest();
    List<LogStore.Positioned> lines = query(call, after, limit);
    ArrayNode list = Json.array();
    lines.forEach(line -> list.add(RunViews.line(line.line())));
    long position = lines.isEmpty() ? after.orElse(end) : lines.getLast().position();
    ObjectNode body = Json.object();
    body.set("lines", list);
    return Answers.ok(body.put("position", position));
  }

  private List<LogStore.Positioned> query(Call call, Optional<Long> after, int limit) {
    Optional<String> entry = call.query().text("entry");
    Optional<ExecutionId> execution = call.query().text("execution").map(ExecutionId::new);
    LogLine.Level least =
        call.query().text("level").map(LogHandlers::level).orElse(LogLine.Level.DEBUG);
    LogStore logs = ports.logs();
    return after.isPresent()
        ? logs.query(call.tenantId(), entry, execution, least, after.get(), limit)
        : logs.last(call.tenantId(), entry, execution, least, limit);
  }

  private static LogLine.Level level(String text) {
    for (LogLine.Level level : LogLine.Level.values()) {
      if (level.text().equals(text.toLowerCase(Locale.ROOT))) {
        return level;
      }
    }
    throw Refusal.invalid("Query parameter `level` must be debug, info, warn or error.");
  }
}
