package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a process of the strict tier answers. */
public final class RunResultFormat {
  private static final Form<RunResult> FORM =
      Form.of("run result", 1, RunResultFormat::put, RunResultFormat::take);

  private RunResultFormat() {}

  public static Bytes write(RunResult result) {
    return FORM.write(result);
  }

  /**
   * Reads a result.
   *
   * @throws FormatException if it is not one
   */
  public static RunResult read(Bytes bytes) {
    return FORM.read(bytes);
  }

  /**
   * The result in the message of an error with which a function has ended, as Lambda tells it: a
   * process that has to end says its answer so. Empty if the error is of another kind.
   */
  public static Optional<RunResult> ofError(Bytes error) {
    try {
      String message = Json.parse(error).path("errorMessage").asText("");
      return Optional.of(read(Bytes.utf8(message)));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  private static void put(RunResult result, FieldWriter out) {
    out.constant("outcome", result.outcome());
    result.response().ifPresent(r -> out.object("response", r, RunResultFormat::putResponse));
    out.text("output", result.output());
    result.failure().ifPresent(f -> out.object("failure", f, RunRecordFormat::putFailure));
    out.object("receipt", result.receipt(), ReceiptFormat::put);
    out.list("logs", result.logs(), LogLineFormat::put);
    result.transaction().ifPresent(id -> out.text("transaction", id));
    out.flag("inbox_marked", result.inboxMarked());
  }

  private static RunResult take(FieldReader in) {
    return new RunResult(
        in.constant("outcome", Outcome.class),
        in.optional("response", (r, name) -> r.object(name, RunResultFormat::takeResponse)),
        in.text("output"),
        in.optional("failure", (r, name) -> r.object(name, RunRecordFormat::takeFailure)),
        in.object("receipt", ReceiptFormat::take),
        in.list("logs", LogLineFormat::take),
        in.optional("transaction", FieldReader::text),
        in.flag("inbox_marked"));
  }

  private static void putResponse(HttpResponse response, FieldWriter out) {
    out.number("status", response.status());
    out.list("headers", response.headers().entrySet(), RunResultFormat::putHeader);
    ByteFields.put(response.body(), out);
  }

  private static HttpResponse takeResponse(FieldReader in) {
    Map<String, String> headers = new LinkedHashMap<>();
    in.list("headers", h -> Map.entry(h.text("name"), h.text("value")))
        .forEach(header -> headers.put(header.getKey(), header.getValue()));
    return new HttpResponse(in.integer("status"), headers, ByteFields.take(in));
  }

  private static void putHeader(Map.Entry<String, String> header, FieldWriter out) {
    out.text("name", header.getKey());
    out.text("value", header.getValue());
  }
}
