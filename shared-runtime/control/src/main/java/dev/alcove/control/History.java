package dev.alcove.control;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was live before, from the records of deployments. */
final class History {
  /** Further back nobody rolls; versions are kept in smaller number. */
  private static final int LOOKED_AT = 200;

  private final Registry registry;

  History(Registry registry) {
    this.registry = registry;
  }

  /**
   * The version before {@code live} on the way that led to it. A rollback takes back steps, so that
   * a second one goes further back and not forward to what was just found bad.
   */
  Optional<VersionHash> previous(TenantId tenant, AppName app, Optional<VersionHash> live) {
    List<VersionHash> way = new ArrayList<>();
    for (Deployment deployment : registry.deployments(tenant, app, LOOKED_AT).reversed()) {
      if (way.isEmpty()) {
        deployment.replaced().ifPresent(way::add);
      }
      if (deployment.version().isEmpty()) {
        continue;
      }
      VersionHash version = deployment.version().get();
      int before = way.indexOf(version);
      if (before < 0) {
        way.add(version);
      } else {
        way.subList(before + 1, way.size()).clear();
      }
    }
    if (live.isEmpty()) {
      return way.isEmpty() ? Optional.empty() : Optional.of(way.getLast());
    }
    int at = way.indexOf(live.get());
    return at > 0 ? Optional.of(way.get(at - 1)) : Optional.empty();
  }

  /** What was live last of an app that is live no more. */
  Optional<VersionHash> lastLive(TenantId tenant, AppName app) {
    return registry.deployments(tenant, app, 1).stream()
        .findFirst()
        .flatMap(deployment -> deployment.version().or(deployment::replaced));
  }

  List<VersionHash> named(TenantId tenant, AppName app, String prefix) {
    return registry.versions(tenant, app).stream()
        .map(VersionInfo::hash)
        .filter(hash -> hash.value().startsWith(prefix))
        .toList();
  }
}
