package dev.alcove.lambda;

import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import java.util.Set;

/** The runner of a function that makes no runs. Thread-safe. */
final class NoRunner implements Runner {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always: whoever comes here has lost the way
   */
  @Override
  public RunResult run(Invocation invocation) {
    throw new IllegalStateException("this function makes no runs");
  }

  /** Nothing of any version is kept here. */
  @Override
  public void retain(TenantId tenant, Set<VersionHash> live) {}

  /** Nothing runs here. */
  @Override
  public void cancel(ExecutionId execution) {}
}
