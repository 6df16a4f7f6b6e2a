package dev.alcove.domain;

import java.util.Set;

/**
 * Port: runs an invocation and commits what it wrote. In this process, or in another one that
 * belongs to the tenant alone. Thread-safe.
 */
public interface Runner {
  /** Runs to the end; never throws for what the guest does. */
  RunResult run(Invocation invocation);

  /**
   * Lets go of what is kept here for versions of the tenant that are not among these; called with
   * what the live item says whenever that has changed. Runs of the others that are under way end as
   * they would have.
   */
  void retain(TenantId tenant, Set<VersionHash> live);

  /** Ends a run that goes on here; does nothing if there is none. */
  void cancel(ExecutionId execution);
}
