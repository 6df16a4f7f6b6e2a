package dev.alcove.domain;

import java.time.Instant;

/** Port: how much a tenant may do at once and per second, over all environments. Thread-safe. */
public interface Admission extends TenantScoped {
  /**
   * Leases tokens of the second that {@code now} is in; never more in all than the rate.
   *
   * @return how many were granted, 0 to {@code wanted}
   */
  int leaseTokens(TenantId tenant, int wanted, int perSecond, Instant now);

  /**
   * Takes one of {@code most} slots until it is given back; it is free from {@code until} on. A
   * holder that takes again keeps the slot that it has, now until the new time.
   *
   * @return whether there was a free one, or one of the holder's
   */
  boolean takeSlot(TenantId tenant, ExecutionId holder, int most, Instant now, Instant until);

  void releaseSlot(TenantId tenant, ExecutionId holder);

  /**
   * Marks a script as running so that a cron tick can see it, until it is given back; it is free
   * from {@code until} on. A holder that takes again keeps it, now until the new time.
   *
   * @return whether nobody else had it, or their time was over
   */
  boolean takeBusy(ScriptRef script, ExecutionId holder, Instant now, Instant until);

  void releaseBusy(ScriptRef script, ExecutionId holder);

  /**
   * Counts events that descend from a root event.
   *
   * @return how many there are now, these included
   */
  int countDescendants(TenantId tenant, String root, int more, Instant expires);
}
