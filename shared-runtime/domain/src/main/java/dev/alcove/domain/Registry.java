package dev.alcove.domain;

import java.util.List;
import java.util.Optional;

/** Port: tenants, versions, deployments and what is live. Thread-safe; all reads consistent. */
public interface Registry {
  /** How many versions of an app are kept. */
  int MOST_VERSIONS = 50;

  /** The tenant's live item; empty: there is no such tenant. */
  Optional<LiveItem> live(TenantId tenant);

  List<TenantId> tenants();

  /**
   * Writes a tenant's live item if the stored revision is {@code next.revision() - 1}; revision 1
   * makes the tenant, or the revision after that of its removal, if it was removed.
   *
   * @param deployment recorded with it, if the change is one
   * @return whether it was written; false: somebody else changed it meanwhile
   */
  boolean flip(LiveItem next, Optional<Deployment> deployment);

  /**
   * Removes a tenant with its versions and deployments, if what is stored is {@code last}, and
   * leaves a record of it, all or nothing.
   *
   * @return whether it was removed; false: somebody else changed it meanwhile
   */
  boolean remove(LiveItem last, TenantRemoval removal);

  /** The record that a tenant was removed the last time, also if it was made anew since. */
  Optional<TenantRemoval> removal(TenantId tenant);

  /** All records of removals, by tenant. */
  List<TenantRemoval> removals();

  /**
   * Adds a version; one that is there is left as it is. The oldest beyond {@link #MOST_VERSIONS}
   * go, but never one that is live.
   */
  void addVersion(VersionInfo version);

  /** The newest first. */
  List<VersionInfo> versions(TenantId tenant, AppName app);

  /** The newest first. */
  List<Deployment> deployments(TenantId tenant, AppName app, int limit);
}
