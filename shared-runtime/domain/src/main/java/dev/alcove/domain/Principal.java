package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who uses {@code /admin/v1}.
 *
 * @param tenant the only tenant that they may see; empty for an operator
 * @param operator whether they belong to the platform team, who may do everything
 */
public record Principal(User user, Optional<TenantId> tenant, boolean operator) {
  public Principal {
    requireNonNull(user, "user is null");
    requireNonNull(tenant, "tenant is null");
    if (tenant.isEmpty() && !operator) {
      throw new IllegalArgumentException("who is no operator belongs to a tenant");
    }
  }

  /** Whether the objects of that tenant exist for them at all. */
  public boolean sees(TenantId other) {
    return operator || tenant.filter(other::equals).isPresent();
  }

  /** Whether they have the permission: an operator has every one. */
  public boolean may(String permission) {
    return operator || user.may(permission);
  }
}
