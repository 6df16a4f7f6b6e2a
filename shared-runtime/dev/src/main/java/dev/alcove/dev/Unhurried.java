package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.PlanLimits;
import java.time.Duration;
import java.util.Set;

/**
 * Gives one tenant's runs all the time that a person needs who looks at them in a debugger; nothing
 * else of a run is changed. Thread-safe.
 */
final class Unhurried implements Runner {
  private static final long MILLIS = Duration.ofDays(1).toMillis();

  private final Runner runner;
  private final TenantId tenant;

  Unhurried(Runner runner, TenantId tenant) {
    this.runner = requireNonNull(runner, "runner is null");
    this.tenant = requireNonNull(tenant, "tenant is null");
  }

  @Override
  public RunResult run(Invocation invocation) {
    if (!invocation.tenant().equals(tenant)) {
      return runner.run(invocation);
    }
    Limits limits = invocation.limits();
    return runner.run(
        invocation.under(PlanLimits.with(limits, MILLIS, MILLIS, limits.memoryBytes())));
  }

  @Override
  public void cancel(ExecutionId execution) {
    runner.cancel(execution);
  }

  @Override
  public void retain(TenantId of, Set<VersionHash> live) {
    runner.retain(of, live);
  }
}
