package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each run where its tenant's tier wants it; never anywhere else. Thread-safe.
 *
 * @param shared this process
 * @param strict a process of the tenant's own; empty if the stage has none
 */
record TieredRunner(Runner shared, Optional<Runner> strict) implements Runner {
  private static final Logger LOG = LoggerFactory.getLogger(TieredRunner.class);

  TieredRunner {
    requireNonNull(shared, "shared is null");
    requireNonNull(strict, "strict is null");
  }

  @Override
  public RunResult run(Invocation invocation) {
    return switch (invocation.tier()) {
      case SHARED -> shared.run(invocation);
      case STRICT ->
          strict.map(runner -> runner.run(invocation)).orElseGet(() -> nowhere(invocation));
    };
  }

  private static RunResult nowhere(Invocation invocation) {
    LOG.error(
        "{} is on the strict tier, and this stage has no runner for it: set"
            + " ALCOVE_RUNNER_FUNCTION and ALCOVE_RUNNER_ROLE.",
        invocation.tenant());
    return RunResult.refused(
        Outcome.PLATFORM_FAILED,
        Failure.of(ErrorCode.PLATFORM_FAILED, "There is nowhere to run this tenant's scripts."));
  }

  @Override
  public void retain(TenantId tenant, Set<VersionHash> live) {
    shared.retain(tenant, live);
    strict.ifPresent(runner -> runner.retain(tenant, live));
  }

  @Override
  public void cancel(ExecutionId execution) {
    shared.cancel(execution);
    strict.ifPresent(runner -> runner.cancel(execution));
  }
}
