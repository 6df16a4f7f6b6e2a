package dev.alcove.dispatch;

import dev.alcove.domain.AppName;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Step 2, Find: one consistent read of the live item for each request, so that a deploy or a pause
 * is true for the very next one; what follows from the item alone is cached. Thread-safe.
 */
final class Tenants {
  /** Route tables are small; this many tenants are warm in one process. */
  private static final int MOST_TABLES = 1_000;

  private record Apps(Map<AppName, VersionHash> hashes) {
    static Apps of(LiveItem item) {
      Map<AppName, VersionHash> hashes = new TreeMap<>();
      item.apps().forEach((app, live) -> hashes.put(app, live.version()));
      return new Apps(hashes);
    }
  }

  private record Loaded(
      Apps apps,
      long revision,
      SortedMap<AppName, Version> versions,
      RouteTable routes,
      Subscriptions subscriptions) {
    /** Whether this holds for an item, or for a later one than that. */
    boolean isAsNewAs(LiveItem item, Apps wanted) {
      return apps.equals(wanted) || revision > item.revision();
    }

    LiveTenant with(LiveItem item) {
      return new LiveTenant(item, versions, routes, subscriptions);
    }
  }

  private final Registry registry;
  private final CodeStore code;
  private final Runner runner;
  private final Map<TenantId, Loaded> tables =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Loaded> eldest) {
          return size() > MOST_TABLES;
        }
      };

  Tenants(Registry registry, CodeStore code, Runner runner) {
    this.registry = registry;
    this.code = code;
    this.runner = runner;
  }

  /** The tenant; empty if there is none of that id. */
  Optional<LiveTenant> find(TenantId tenant) {
    Optional<LiveItem> live = registry.live(tenant);
    if (live.isEmpty()) {
      forget(tenant);
    }
    return live.map(this::load);
  }

  private void forget(TenantId tenant) {
    boolean known;
    synchronized (tables) {
      known = tables.remove(tenant) != null;
    }
    if (known) {
      runner.retain(tenant, Set.of());
    }
  }

  private LiveTenant load(LiveItem item) {
    Apps apps = Apps.of(item);
    synchronized (tables) {
      Loaded cached = tables.get(item.tenant());
      if (cached != null && cached.apps().equals(apps)) {
        return cached.with(item);
      }
    }
    TreeMap<AppName, Version> versions = new TreeMap<>();
    apps.hashes().forEach((app, hash) -> versions.put(app, stored(item.tenant(), hash)));
    Loaded loaded =
        new Loaded(
            apps, item.revision(), versions, new RouteTable(versions), new Subscriptions(versions));
    if (keep(item, loaded)) {
      runner.retain(item.tenant(), Set.copyOf(apps.hashes().values()));
    }
    return loaded.with(item);
  }

  /** Whether it was kept: a request that read an older item must not bring that back. */
  private boolean keep(LiveItem item, Loaded loaded) {
    synchronized (tables) {
      Loaded cached = tables.get(item.tenant());
      if (cached != null && cached.isAsNewAs(item, loaded.apps())) {
        return false;
      }
      tables.put(item.tenant(), loaded);
      return true;
    }
  }

  private Version stored(TenantId tenant, VersionHash hash) {
    return code.get(tenant, hash)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "version " + hash.shortForm() + " of " + tenant + " is live but not stored"));
  }
}
