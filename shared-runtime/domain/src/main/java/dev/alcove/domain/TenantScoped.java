package dev.alcove.domain;

/** A part of the stores that holds things of tenants, and lets go of a tenant's. */
public interface TenantScoped {
  /**
   * Removes everything of a tenant, durable when this returns; safe to repeat. What is on its way
   * through a queue or bus that cannot be searched may stay: it is dropped when it is delivered,
   * since the tenant is gone. A run under way may write until it ends.
   */
  void erase(TenantId tenant);
}
