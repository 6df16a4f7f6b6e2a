package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;

/** A run that waits in the queue: one message. */
public final class QueuedRunFormat {
  private static final Form<QueuedRun> FORM =
      Form.of("queued run", 1, QueuedRunFormat::put, QueuedRunFormat::take);

  private QueuedRunFormat() {}

  public static Bytes write(QueuedRun run) {
    return FORM.write(run);
  }

  /**
   * Reads a queued run.
   *
   * @throws FormatException if it is not one
   */
  public static QueuedRun read(Bytes bytes) {
    return FORM.read(bytes);
  }

  static void put(QueuedRun run, FieldWriter out) {
    putScript(run.script(), out);
    out.word("trigger", run.triggeredBy());
    out.text("id", run.id());
    out.text("execution", run.execution().value());
    out.time("time", run.time());
    out.text("root", run.root());
    out.number("hop", run.hop());
    run.user().ifPresent(user -> out.object("user", user, UserFormat::put));
    out.text("input", run.input());
  }

  static QueuedRun take(FieldReader in) {
    return new QueuedRun(
        takeScript(in),
        in.text("id"),
        in.value("execution", ExecutionId::new),
        in.word("trigger", TriggeredBy.class),
        in.time("time"),
        in.integer("hop"),
        in.text("root"),
        in.optional("user", (run, name) -> run.object(name, UserFormat::take)),
        in.text("input"));
  }

  static void putScript(ScriptRef script, FieldWriter out) {
    out.text("tenant", script.tenant().value());
    out.text("app", script.app().value());
    out.text("script", script.script().value());
  }

  static ScriptRef takeScript(FieldReader in) {
    return new ScriptRef(
        in.value("tenant", TenantId::new),
        in.value("app", AppName::new),
        in.value("script", ScriptName::new));
  }
}
