package dev.alcove.engine;

import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import java.util.Set;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/** Gives a run its realm and notes where that came from. Made for one run. */
final class Attempt implements AutoCloseable {
  private final GuestRun asked;
  private final ActiveRun run;
  private final TenantEngines tenants;
  private final PreparedRealms prepared;
  private final Supervisor supervisor;
  private final EngineSettings settings;
  private volatile Receipt.Realm source = Receipt.Realm.NONE;
  private volatile String reason = "";
  private volatile boolean cold;
  private PreparedRealms.@Nullable Ready used;

  Attempt(
      GuestRun asked,
      ActiveRun run,
      TenantEngines tenants,
      PreparedRealms prepared,
      Supervisor supervisor,
      EngineSettings settings) {
    this.asked = asked;
    this.run = run;
    this.tenants = tenants;
    this.prepared = prepared;
    this.supervisor = supervisor;
    this.settings = settings;
  }

  Receipt.Realm source() {
    return source;
  }

  String reason() {
    return reason;
  }

  boolean cold() {
    return cold;
  }

  /** On the guest thread. */
  GuestTask.End execute() {
    if (run.isEnded()) {
      // Cancelled while it waited: a realm that is cancelled as it is made could still be quicker.
      return new Failures(asked.version().modules(), run).ended();
    }
    PreparedRealms.Ready ready = asked.mayPrepare() ? prepared.take(asked) : null;
    if (ready != null) {
      source = Receipt.Realm.PREPARED;
      return call(ready.realm(), ready.lease(), true);
    }
    if (asked.mayPrepare()) {
      reason = prepared.reason(asked);
    }
    TenantEngines.Lease lease = tenants.lease(asked.tenant(), asked.version());
    cold = lease.cold();
    Realm realm;
    try {
      realm =
          Realm.make(
              lease.engine(),
              lease.bundle(),
              asked.dialect(),
              asked.prelude(),
              run,
              supervisor.closer(),
              settings.timersAtOnce());
    } catch (PolyglotException e) {
      lease.close();
      return run.isEnded()
          ? new Failures(asked.version().modules(), run).ended()
          : GuestTask.platformFailed();
    }
    source = Receipt.Realm.MADE;
    return call(realm, lease, false);
  }

  private GuestTask.End call(Realm realm, TenantEngines.Lease lease, boolean evaluated) {
    used = new PreparedRealms.Ready(realm, lease, 0);
    realm.serve(run);
    GuestTask.End end = new GuestTask(asked, run).call(realm, evaluated);
    if (end.outcome() == Outcome.MEMORY_EXCEEDED) {
      // Some of what it kept is the engine's now, names and shapes, and would be held against
      // whoever runs next.
      tenants.retain(asked.tenant(), Set.of());
    }
    return end;
  }

  /** On the guest thread, after the end. */
  @Override
  public void close() {
    PreparedRealms.Ready ready = used;
    if (ready != null) {
      ready.discard();
    }
  }
}
