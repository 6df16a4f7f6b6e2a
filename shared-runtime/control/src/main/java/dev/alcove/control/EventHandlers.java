package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.dispatch.QueuedRuns;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Event;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Ports;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;

/** Events from outside, and the queued runs that were given up. */
final class EventHandlers {
  private static final String OWN_SOURCES = "alcove.";
  private static final int MOST_TYPE = 128;
  private static final int MOST_SOURCE = 256;
  private static final int LETTERS_SHOWN = 20;
  private static final int MOST_LETTERS = 200;

  private final Ports ports;
  private final QueuedRuns queued;

  EventHandlers(Ports ports, QueuedRuns queued) {
    this.ports = ports;
    this.queued = queued;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                "publishEvent",
                "POST",
                "/tenants/{tenant}/events",
                Access.EXECUTE,
                "Hands an event to the bus; every live script whose pattern matches gets it.",
                this::publish)
            .withBody(
                Field.required("type", Field.Kind.TEXT, "The event's type (`detail-type`)."),
                Field.optional("data", Field.Kind.ANY, "What happened; null if missing."),
                Field.optional(
                    "source",
                    Field.Kind.TEXT,
                    "Where it comes from, for operators; `alcove.<tenant>` if missing.")),
        Route.of(
                "listDeadLetters",
                "GET",
                "/tenants/{tenant}/dead-letters",
                Access.READ,
                "Queued runs that were given up, the newest first.",
                this::letters)
            .taking(Field.optional("limit", Field.Kind.COUNT, "How many, 1 to " + MOST_LETTERS)),
        Route.of(
            "redriveDeadLetter",
            "POST",
            "/tenants/{tenant}/dead-letters/{execution}/redrive",
            Access.EXECUTE,
            "Queues a run that was given up once more, with all its attempts.",
            this::redrive));
  }

  private HttpResponse publish(Call call) {
    Body body = call.body();
    String data = body.json("data");
    if (Bytes.utf8(data).size() > Limits.DEFAULT.eventBytes()) {
      throw new Refusal(
          ErrorCode.TOO_LARGE,
          "An event's data has at most " + Limits.DEFAULT.eventBytes() + " bytes.");
    }
    String id = ports.ids().next();
    Event event =
        new Event(
            id,
            call.tenantId(),
            source(call, body),
            sized("type", body.text("type"), MOST_TYPE),
            data,
            0,
            id,
            ports.clock().now(),
            Optional.of(call.principal().user().id()));
    if (!ports.bus().publish(List.of(event)).isEmpty()) {
      throw new Refusal(
          ErrorCode.PLATFORM_FAILED, "The bus did not take the event; send it again.");
    }
    return Answers.json(202, Json.object().put("id", id));
  }

  /** Patterns may trust a source, so only the platform team may claim one. */
  private static String source(Call call, Body body) {
    String own = OWN_SOURCES + call.tenantId();
    String source = sized("source", body.optionalText("source").orElse(own), MOST_SOURCE);
    if (source.equals(own)) {
      return own;
    }
    if (source.startsWith(OWN_SOURCES)) {
      throw Refusal.invalid("Field `source` must not name another tenant.");
    }
    if (!call.principal().operator()) {
      throw new Refusal(
          ErrorCode.FORBIDDEN,
          "Only an operator may publish with a source other than `" + own + "`.");
    }
    return source;
  }

  private static String sized(String field, String text, int most) {
    if (text.isBlank() || text.length() > most) {
      throw Refusal.invalid("Field `" + field + "` must have 1 to " + most + " characters.");
    }
    return text;
  }

  private HttpResponse letters(Call call) {
    ArrayNode letters = Json.array();
    for (DeadLetter letter :
        ports
            .deadLetters()
            .list(call.tenantId(), call.query().limit(LETTERS_SHOWN, MOST_LETTERS))) {
      letters.add(RunViews.deadLetter(letter));
    }
    ObjectNode body = Json.object();
    body.set("dead_letters", letters);
    return Answers.ok(body);
  }

  private HttpResponse redrive(Call call) {
    if (!queued.redrive(call.tenantId(), call.execution())) {
      throw Refusal.notFound("There is no dead letter `" + call.execution() + "`.");
    }
    return Answers.json(202, Json.object().put("redriven", call.execution().value()));
  }
}
