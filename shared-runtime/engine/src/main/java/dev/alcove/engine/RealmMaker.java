package dev.alcove.engine;

import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Module;
import dev.alcove.domain.Ticker;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.PolyglotException;

/**
 * Makes realms ahead of their runs, one at a time on a thread of its own, and only while a place is
 * free: a run never waits for it. Making one happens under all limits of the run that it is for.
 * Thread-safe.
 */
final class RealmMaker implements AutoCloseable {
  private final EngineSettings settings;
  private final Ticker ticker;
  private final TenantEngines tenants;
  private final Supervisor supervisor;
  private final MemoryGate gate;
  private final PreparedRealms realms;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread = new Thread(this::makeAll, "alcove-realm-maker");
  private volatile boolean closed;

  RealmMaker(
      EngineSettings settings,
      Ticker ticker,
      TenantEngines tenants,
      Supervisor supervisor,
      MemoryGate gate) {
    this.settings = settings;
    this.ticker = ticker;
    this.tenants = tenants;
    this.supervisor = supervisor;
    this.gate = gate;
    this.realms = new PreparedRealms(settings);
    thread.setDaemon(true);
    thread.start();
  }

  PreparedRealms realms() {
    return realms;
  }

  /** A run has ended: there is a place now, and perhaps a realm to replace. */
  void nudge() {
    work.release();
  }

  private void makeAll() {
    while (!closed) {
      try {
        work.acquire();
        work.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
      GuestRun next = realms.next();
      while (next != null && !closed && make(next)) {
        next = realms.next();
      }
    }
  }

  /** False if there is no room now: the next run that ends will nudge. */
  private boolean make(GuestRun pattern) {
    long memory = pattern.limits().memoryBytes();
    if (supervisor.spoiltBy() != null || !gate.tryEnter(memory)) {
      realms.postponed(pattern);
      return false;
    }
    try {
      ActiveRun run =
          new ActiveRun(
              pattern.limits(),
              ticker,
              HostOperations.NONE,
              () -> Instant.EPOCH,
              RandomGenerator.of("L64X128MixRandom"),
              settings.argumentBytes(),
              false,
              true);
      Boolean done = supervisor.perform(run, () -> prepare(pattern, run));
      if (done == null) {
        Ending why = run.ending();
        realms.failed(pattern, why == null ? "the platform failed" : why.endedBy());
      }
      return true;
    } finally {
      gate.leave(memory);
    }
  }

  /** On a guest thread. */
  private Boolean prepare(GuestRun pattern, ActiveRun run) {
    TenantEngines.Lease lease = tenants.lease(pattern.tenant(), pattern.version());
    Realm realm = null;
    String refused = "its top level throws";
    try {
      realm = evaluated(pattern, run, lease);
      if (realm.ready() && !run.isEnded()) {
        refused = "";
      } else {
        refused = "its top level leaves evaluation pending";
      }
    } catch (PolyglotException e) {
      if (e.isInternalError() && !run.isEnded()) {
        supervisor.spoil("an internal error of the engine");
      }
    }
    Ending why = run.ending();
    if (why != null) {
      refused = why.endedBy();
    }
    if (realm != null && refused.isEmpty()) {
      run.unwound();
      realms
          .made(pattern, new PreparedRealms.Ready(realm, lease, run.allocatedBytesUsed()))
          .forEach(PreparedRealms.Ready::discard);
    } else {
      realms.failed(pattern, refused);
      if (realm != null) {
        realm.close();
      }
      lease.close();
    }
    return true;
  }

  private Realm evaluated(GuestRun pattern, ActiveRun run, TenantEngines.Lease lease) {
    Realm realm =
        Realm.make(
            lease.engine(),
            lease.bundle(),
            pattern.dialect(),
            pattern.prelude(),
            run,
            supervisor.closer(),
            settings.timersAtOnce());
    Module module = pattern.version().modules().get(pattern.module());
    if (module != null) {
      realm.evaluate(module);
    }
    return realm;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(settings.graceMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    realms.close().forEach(PreparedRealms.Ready::discard);
  }
}
