package dev.alcove.domain;

/**
 * Port: runs an invocation and commits what it wrote. In this process, or in another one that
 * belongs to the tenant alone. Thread-safe.
 */
public interface Runner {
  /** Runs to the end; never throws for what the guest does. */
  RunResult run(Invocation invocation);

  /** Ends a run that goes on here; does nothing if there is none. */
  void cancel(ExecutionId execution);
}
