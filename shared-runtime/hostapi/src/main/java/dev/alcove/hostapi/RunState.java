package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What one attempt has done so far, and what it may reach. Thread-safe. */
final class RunState {
  private final Grant grant;
  private final Clock clock;
  private final RandomGenerator random;
  private final KvLog log;
  private final WriteBudget budget;
  private final OutsideEffects effects = new OutsideEffects();
  private final LogBuffer logs;
  private final KvTransaction kv;
  private final KvScans scans = new KvScans();
  private final StorageAccess storage;
  private final Publisher publisher;
  private Optional<Boolean> applyWrites = Optional.empty();
  private Optional<Bytes> claimsDigest = Optional.empty();

  RunState(Ports ports, Grant grant) {
    this.grant = grant;
    this.clock = ports.clock();
    this.random = ports.random();
    this.log = ports.kv();
    TenantId tenant = grant.invocation().tenant();
    this.budget = new WriteBudget(grant.invocation().limits());
    this.logs = new LogBuffer(grant, clock);
    PointReads points = new PointReads(log, tenant, clock, ports.ids(), budget);
    this.kv = new KvTransaction(log, tenant, grant.mode(), grant.pointMaps(), budget, points);
    StorageAccess store = new ImmediateStorage(ports.storage(), tenant, effects);
    this.storage =
        switch (grant.effects()) {
          case IMMEDIATE -> store;
          case WITH_COMMIT -> new CommitStorage(points, store);
          case REFUSED -> new ReadOnlyStorage(store);
        };
    this.publisher = new Publisher(grant, ports.outbox(), clock, budget, effects);
  }

  Grant grant() {
    return grant;
  }

  Clock clock() {
    return clock;
  }

  RandomGenerator random() {
    return random;
  }

  WriteBudget budget() {
    return budget;
  }

  LogBuffer logs() {
    return logs;
  }

  KvTransaction kv() {
    return kv;
  }

  KvScans scans() {
    return scans;
  }

  StorageAccess storage() {
    return storage;
  }

  Publisher publisher() {
    return publisher;
  }

  List<String> outsideEffects() {
    return effects.names();
  }

  /** The head of the tenant's log as it is now, not as the run's snapshot has it (CCF). */
  long committedHead() {
    return log.open(grant.invocation().tenant()).seq();
  }

  synchronized void applyWrites(boolean apply) {
    applyWrites = Optional.of(apply);
  }

  synchronized Optional<Boolean> applyWrites() {
    return applyWrites;
  }

  synchronized void claimsDigest(Bytes digest) {
    claimsDigest = Optional.of(digest);
  }

  synchronized Optional<Bytes> claimsDigest() {
    return claimsDigest;
  }
}
