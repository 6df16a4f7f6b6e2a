package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.RunnerCall;
import dev.alcove.domain.Session;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.VersionHash;
import java.time.Instant;

/** What the dispatcher sends to a process of the strict tier. Holds a secret: never logged. */
public final class RunnerCallFormat {
  private static final Form<RunnerCall> FORM =
      Form.of("runner call", 1, RunnerCallFormat::put, RunnerCallFormat::take);

  private RunnerCallFormat() {}

  public static Bytes write(RunnerCall call) {
    return FORM.write(call);
  }

  /**
   * Reads a call.
   *
   * @throws FormatException if it is not one
   */
  public static RunnerCall read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(RunnerCall call, FieldWriter out) {
    Invocation invocation = call.invocation();
    out.object("invocation", invocation, RunnerCallFormat::putInvocation);
    out.object("caller", invocation.caller(), CallerFields::put);
    out.text("hash", invocation.version().value());
    out.object("limits", invocation.limits(), LimitFields::put);
    out.time("deadline", call.deadline());
    out.object("session", call.session(), RunnerCallFormat::putSession);
  }

  private static RunnerCall take(FieldReader in) {
    Caller caller = in.object("caller", CallerFields::take);
    VersionHash hash = in.value("hash", VersionHash::new);
    Limits limits = in.object("limits", LimitFields::take);
    Invocation invocation =
        in.object("invocation", parts -> takeInvocation(parts, caller, hash, limits));
    return new RunnerCall(
        invocation, in.time("deadline"), in.object("session", RunnerCallFormat::takeSession));
  }

  private static void putInvocation(Invocation invocation, FieldWriter out) {
    out.text("execution", invocation.execution().value());
    out.text("tenant", invocation.tenant().value());
    out.text("tenant_name", invocation.tenantName());
    out.text("app", invocation.app().value());
    out.object("entry", invocation.entry(), InputFields::putEntry);
    out.object("input", invocation.input(), InputFields::put);
    CallerFields.putUser(invocation.user(), out);
    out.word("trigger", invocation.triggeredBy());
    out.number("attempt", invocation.attempt());
    invocation.scheduledTime().ifPresent(time -> out.time("scheduled_time", time));
    out.number("hop", invocation.hop());
    out.text("root", invocation.root());
    invocation.inbox().ifPresent(mark -> out.object("inbox", mark, RunnerCallFormat::putMark));
    out.time("time", invocation.time());
  }

  private static Invocation takeInvocation(
      FieldReader in, Caller caller, VersionHash hash, Limits limits) {
    return new Invocation(
        in.value("execution", ExecutionId::new),
        in.value("tenant", TenantId::new),
        in.text("tenant_name"),
        LiveItem.Tier.STRICT,
        in.value("app", AppName::new),
        hash,
        in.object("entry", InputFields::takeEntry),
        in.object("input", InputFields::take),
        caller,
        CallerFields.takeUser(in),
        in.word("trigger", TriggeredBy.class),
        in.integer("attempt"),
        in.<Instant>optional("scheduled_time", FieldReader::time),
        in.integer("hop"),
        in.text("root"),
        in.optional("inbox", (mark, name) -> mark.object(name, RunnerCallFormat::takeMark)),
        limits,
        in.time("time"));
  }

  private static void putMark(InboxMark mark, FieldWriter out) {
    QueuedRunFormat.putScript(mark.script(), out);
    out.text("event", mark.eventId());
    out.time("expires", mark.expires());
  }

  private static InboxMark takeMark(FieldReader in) {
    return new InboxMark(QueuedRunFormat.takeScript(in), in.text("event"), in.time("expires"));
  }

  private static void putSession(Session session, FieldWriter out) {
    out.text("access_key_id", session.accessKeyId());
    out.text("secret_access_key", session.secretAccessKey());
    out.text("token", session.token());
    out.time("expires", session.expires());
  }

  private static Session takeSession(FieldReader in) {
    return new Session(
        in.text("access_key_id"),
        in.text("secret_access_key"),
        in.text("token"),
        in.time("expires"));
  }
}
