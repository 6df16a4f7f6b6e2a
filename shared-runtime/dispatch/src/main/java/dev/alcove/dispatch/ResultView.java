package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunResult;
import dev.alcove.wire.Json;
import dev.alcove.wire.ReceiptFormat;
import java.util.Locale;

/** The result of a run as whoever asked for it gets it, by whichever door. */
public final class ResultView {
  private ResultView() {}

  /** {@code outcome}, {@code output}, {@code error} and {@code receipt}. */
  public static ObjectNode of(RunResult result) {
    ObjectNode view = Json.object().put("outcome", result.outcome().name());
    view.set("output", output(result.output()));
    view.set("error", result.failure().<JsonNode>map(ResultView::failure).orElse(null));
    view.set("receipt", receipt(result.receipt()));
    return view;
  }

  /** What a handler gave back; nothing is {@code null}. */
  public static JsonNode output(String json) {
    return json.isEmpty() ? Json.mapper().nullNode() : Json.parse(json);
  }

  /** A failure with its cure and its owner. */
  public static ObjectNode failure(Failure failure) {
    ObjectNode view =
        Json.object()
            .put("code", failure.code().name())
            .put("name", failure.name())
            .put("message", failure.message())
            .put("cure", failure.code().cure())
            .put("owner", failure.code().owner().name().toLowerCase(Locale.ROOT));
    failure
        .place()
        .ifPresent(
            place -> view.put("at", place.shortForm()).put("source", place.excerpt().strip()));
    ArrayNode stack = view.putArray("stack");
    failure.stack().forEach(stack::add);
    return view;
  }

  /** The number of the stored form says nothing to whoever asked. */
  public static JsonNode receipt(Receipt receipt) {
    ObjectNode stored = (ObjectNode) Json.parse(ReceiptFormat.write(receipt));
    stored.remove("v");
    return stored;
  }
}
