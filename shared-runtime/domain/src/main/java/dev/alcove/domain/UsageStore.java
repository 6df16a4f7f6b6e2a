package dev.alcove.domain;

import java.time.LocalDate;
import java.util.SortedMap;

/**
 * Port: what each tenant used on each day. Who adds brings sums of many runs: a write for each run
 * would cost more than many a run. Thread-safe.
 */
public interface UsageStore extends TenantScoped {
  /** The most days that one {@link #list} gives. */
  int MOST_DAYS = 366;

  /**
   * Adds to a tenant's day. What was added last may be lost in a crash; what a {@link #list} has
   * shown is not.
   *
   * @param day in UTC
   */
  void add(TenantId tenant, LocalDate day, Usage more);

  /**
   * A tenant's days that have anything, from one to another, both included; of more than {@link
   * #MOST_DAYS} the first.
   */
  SortedMap<LocalDate, Usage> list(TenantId tenant, LocalDate from, LocalDate to);
}
