package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.SourcePlace;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.VersionHash;

/** What is kept of a run. */
public final class RunRecordFormat {
  private static final Form<RunRecord> FORM =
      Form.of("run record", 1, RunRecordFormat::put, RunRecordFormat::take);

  private RunRecordFormat() {}

  public static Bytes write(RunRecord run) {
    return FORM.write(run);
  }

  /**
   * Reads a run record.
   *
   * @throws FormatException if it is not one
   */
  public static RunRecord read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(RunRecord run, FieldWriter out) {
    out.text("execution", run.execution().value());
    out.text("tenant", run.tenant().value());
    out.text("app", run.app().value());
    out.text("entry", run.entry());
    run.version().ifPresent(version -> out.text("version", version.value()));
    out.word("triggered_by", run.triggeredBy());
    out.number("attempt", run.attempt());
    out.time("time", run.time());
    run.ended().ifPresent(ended -> out.time("ended", ended));
    run.outcome().ifPresent(outcome -> out.constant("outcome", outcome));
    out.text("input_digest", run.inputDigest());
    out.text("output", run.output());
    run.failure().ifPresent(failure -> out.object("failure", failure, RunRecordFormat::putFailure));
    out.object("receipt", run.receipt(), ReceiptFormat::put);
  }

  static void putFailure(Failure failure, FieldWriter out) {
    out.constant("code", failure.code());
    out.text("name", failure.name());
    out.text("message", failure.message());
    failure.place().ifPresent(place -> out.object("place", place, RunRecordFormat::putPlace));
    out.texts("stack", failure.stack());
  }

  private static void putPlace(SourcePlace place, FieldWriter out) {
    out.text("module", place.module());
    out.number("line", place.line());
    out.number("column", place.column());
    out.text("excerpt", place.excerpt());
  }

  private static RunRecord take(FieldReader in) {
    return new RunRecord(
        in.value("execution", ExecutionId::new),
        in.value("tenant", TenantId::new),
        in.value("app", AppName::new),
        in.text("entry"),
        in.optional("version", (run, name) -> run.value(name, VersionHash::new)),
        in.word("triggered_by", TriggeredBy.class),
        in.integer("attempt"),
        in.time("time"),
        in.optional("ended", FieldReader::time),
        in.optional("outcome", (run, name) -> run.constant(name, Outcome.class)),
        in.text("input_digest"),
        in.text("output"),
        in.optional("failure", (run, name) -> run.object(name, RunRecordFormat::takeFailure)),
        in.object("receipt", ReceiptFormat::take));
  }

  static Failure takeFailure(FieldReader in) {
    return new Failure(
        in.constant("code", ErrorCode.class),
        in.text("name"),
        in.text("message"),
        in.optional("place", (failure, name) -> failure.object(name, RunRecordFormat::takePlace)),
        in.texts("stack"));
  }

  private static SourcePlace takePlace(FieldReader in) {
    return new SourcePlace(
        in.text("module"), in.integer("line"), in.integer("column"), in.text("excerpt"));
  }
}
