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
   * makes the tenant.
   *
   * @param deployment recorded with it, if the change is one
   * @return whether it was written; false: somebody else changed it meanwhile
   */
  boolean flip(LiveItem next, Optional<Deployment> deployment);

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
