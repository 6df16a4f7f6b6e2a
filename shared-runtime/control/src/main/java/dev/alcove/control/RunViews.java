package dev.alcove.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.dispatch.ResultView;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.Json;
import dev.alcove.wire.LogLineFormat;
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
    view.set("output", ResultView.output(run.output()));
    view.set("error", run.failure().<JsonNode>map(ResultView::failure).orElse(null));
    view.set("receipt", ResultView.receipt(run.receipt()));
    view.set("logs", logs);
    return view;
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
    view.set("input", ResultView.output(letter.run().input()));
    return view;
  }

  /** The number of a stored form says nothing to the API's users. */
  private static ObjectNode withoutFormat(ObjectNode stored) {
    stored.remove("v");
    return stored;
  }
}
