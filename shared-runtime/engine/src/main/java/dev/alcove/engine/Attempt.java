package dev.alcove.engine;

import dev.alcove.domain.Receipt;
import org.graalvm.polyglot.PolyglotException;

/** Gives a run its realm and notes where that came from. Made for one run. */
final class Attempt {
  private final GuestRun asked;
  private final ActiveRun run;
  private final TenantEngines tenants;
  private final Supervisor supervisor;
  private final EngineSettings settings;
  private volatile Receipt.Realm source = Receipt.Realm.NONE;
  private volatile String reason = "";
  private volatile boolean cold;

  Attempt(
      GuestRun asked,
      ActiveRun run,
      TenantEngines tenants,
      Supervisor supervisor,
      EngineSettings settings) {
    this.asked = asked;
    this.run = run;
    this.tenants = tenants;
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
    try (TenantEngines.Lease lease = tenants.lease(asked.tenant(), asked.version())) {
      cold = lease.cold();
      Failures failures = new Failures(asked.version().modules(), run);
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
        return run.isEnded() ? failures.ended() : GuestTask.platformFailed();
      }
      source = Receipt.Realm.MADE;
      try (realm) {
        return new GuestTask(asked, run).call(realm, false);
      } finally {
        run.unwound();
      }
    }
  }
}
