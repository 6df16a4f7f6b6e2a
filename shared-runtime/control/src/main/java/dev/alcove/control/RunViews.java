package dev.alcove.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.Failure;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.Json;
import dev.alcove.wire.LogLineFormat;
import dev.alcove.wire.ReceiptFormat;
import java.time.Instant;

/** Runs, their errors, receipts and log lines as the API shows them. */
final class RunViews {
  private RunViews() {}

  /** A run as one line of a list. */
  static ObjectNode summary(RunRecord run) {
    ObjectNode view =
        Json.object()
            .put("execution", run.execution().value())
            .put("app", run.app().value())
            .put("entry", run.entry())
            .put("outcome", run.outcome().map(Enum::name).orElse(null))
            .put("triggered_by", run.triggeredBy().text())
            .put("attempt", run.attempt())
            .put("time", run.time().toString())
            .put("ended", run.ended().map(Instant::toString).orElse(null))
            .put("wall_ms", run.receipt().wallMicros() / 1000.0);
    run.failure().ifPresent(failure -> view.put("message", failure.message()));
    return view;
  }

  /** All that is known of a run. */
  static ObjectNode whole(RunRecord run, ArrayNode logs) {
    ObjectNode view =
        Json.object()
            .put("execution", run.execution().value())
            .put("app", run.app().value())
            .put("entry", run.entry())
            .put("version", run.version().map(VersionHash::value).orElse(null))
            .put("outcome", run.outcome().map(Enum::name).orElse(null))
            .put("triggered_by", run.triggeredBy().text())
            .put("attempt", run.attempt())
            .put("time", run.time().toString())
            .put("ended", run.ended().map(Instant::toString).orElse(null))
            .put("input_digest", run.inputDigest());
    view.set("output", output(run.output()));
    view.set("error", run.failure().<JsonNode>map(RunViews::failure).orElse(null));
    view.set("receipt", receipt(run.receipt()));
    view.set("logs", logs);
    return view;
  }

  /** What a handler gave back; nothing is {@code null}. */
  static JsonNode output(String json) {
    return json.isEmpty() ? Json.mapper().nullNode() : Json.parse(json);
  }

  static ObjectNode failure(Failure failure) {
    ObjectNode view =
        Json.object()
            .put("code", failure.code().name())
            .put("name", failure.name())
            .put("message", failure.message())
            .put("cure", failure.code().cure())
            .put("owner", Views.word(failure.code().owner()));
    failure
        .place()
        .ifPresent(
            place -> view.put("at", place.shortForm()).put("source", place.excerpt().strip()));
    ArrayNode stack = view.putArray("stack");
    failure.stack().forEach(stack::add);
    return view;
  }

  static JsonNode receipt(Receipt receipt) {
    return withoutFormat((ObjectNode) Json.parse(ReceiptFormat.write(receipt)));
  }

  static JsonNode line(LogLine line) {
    return withoutFormat((ObjectNode) Json.parse(LogLineFormat.write(line)));
  }

  static ObjectNode deadLetter(DeadLetter letter) {
    ObjectNode view =
        Json.object()
            .put("execution", letter.run().execution().value())
            .put("app", letter.run().script().app().value())
            .put("script", letter.run().script().script().value())
            .put("id", letter.run().id())
            .put("outcome", letter.outcome().name())
            .put("attempts", letter.attempts())
            .put("reason", letter.reason())
            .put("at", letter.at().toString());
    view.set("input", output(letter.run().input()));
    return view;
  }

  /** The number of a stored form says nothing to the API's users. */
  private static ObjectNode withoutFormat(ObjectNode stored) {
    stored.remove("v");
    return stored;
  }
}
