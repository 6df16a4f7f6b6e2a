package dev.alcove.domain;

import java.util.List;
import java.util.Optional;

/** Port: the records of runs, kept for 14 days. Thread-safe. */
public interface RunRecords extends TenantScoped {
  /** The most records that one {@link #list} gives. */
  int MOST_LISTED = 200;

  /** Writes a record; one of the same tenant, time and execution is replaced. */
  void put(RunRecord run);

  Optional<RunRecord> get(TenantId tenant, ExecutionId execution);

  /**
   * The newest first.
   *
   * @param entry only runs of this entry
   * @param outcome only runs that ended so
   * @param limit 1 to {@link #MOST_LISTED}
   */
  List<RunRecord> list(
      TenantId tenant, Optional<String> entry, Optional<Outcome> outcome, int limit);
}
