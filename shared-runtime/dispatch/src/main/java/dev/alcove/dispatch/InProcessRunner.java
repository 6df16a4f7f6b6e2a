package dev.alcove.dispatch;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.engine.Cancellation;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs guests in this process and commits what they wrote. Thread-safe. */
public final class InProcessRunner implements Runner {
  private final Ports ports;
  private final GuestEngine engine;
  private final HostApi host;
  private final Committer committer;
  private final Map<ExecutionId, Cancellation> running = new ConcurrentHashMap<>();

  /**
   * Puts the parts together; the caller closes them.
   *
   * @param ports with a {@link CachedCode} as its code store
   */
  public InProcessRunner(Ports ports, GuestEngine engine, HostApi host) {
    this.ports = ports;
    this.engine = engine;
    this.host = host;
    this.committer = new Committer(ports.kv(), ports.ticker(), ports.random());
  }

  @Override
  public RunResult run(Invocation invocation) {
    if (engine.spoilt()) {
      return RunResult.refused(
          Outcome.OVERLOADED,
          Failure.of(ErrorCode.NO_FREE_SLOT, "This process is being replaced."));
    }
    Version version =
        ports
            .code()
            .get(invocation.tenant(), invocation.version())
            .orElseThrow(() -> new IllegalStateException("a live version is not stored"));
    Optional<Handler> handler = Handler.of(invocation, version);
    if (handler.isEmpty()) {
      return RunResult.refused(
          Outcome.NOT_FOUND,
          Failure.of(ErrorCode.NOT_FOUND, "The version has no such entry any more."));
    }
    Cancellation cancellation = new Cancellation();
    running.put(invocation.execution(), cancellation);
    try {
      return new Attempts(handler.get(), ports, engine, host, committer, cancellation).run();
    } finally {
      running.remove(invocation.execution(), cancellation);
    }
  }

  @Override
  public void retain(TenantId tenant, Set<VersionHash> live) {
    engine.retain(tenant, live);
  }

  @Override
  public void cancel(ExecutionId execution) {
    Cancellation cancellation = running.get(execution);
    if (cancellation != null) {
      cancellation.cancel();
    }
  }
}
