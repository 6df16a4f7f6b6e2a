package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is left of a tenant that was removed: that it was done. Stays when the tenant is made anew.
 *
 * @param revision of the live item that it had last; one made anew goes on from there
 * @param by the id of who removed it
 */
public record TenantRemoval(TenantId tenant, long revision, String by, Instant time) {
  public TenantRemoval {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(by, "by is null");
    requireNonNull(time, "time is null");
  }
}
