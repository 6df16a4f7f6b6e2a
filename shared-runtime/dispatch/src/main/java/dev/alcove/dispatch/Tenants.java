package dev.alcove.dispatch;

import dev.alcove.domain.AppName;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Step 2, Find: one consistent read of the live item for each request, so that a deploy or a pause
 * is true for the very next one; what follows from the item alone is cached. Thread-safe.
 */
final class Tenants {
  /** Route tables are small; this many tenants are warm in one process. */
  private static final int MOST_TABLES = 1_000;

  private record Apps(TenantId tenant, Map<AppName, VersionHash> hashes) {}

  private record Loaded(
      SortedMap<AppName, Version> versions, RouteTable routes, Subscriptions subscriptions) {
    LiveTenant with(LiveItem item) {
      return new LiveTenant(item, versions, routes, subscriptions);
    }
  }

  private final Registry registry;
  private final CodeStore code;
  private final Map<TenantId, Map.Entry<Apps, Loaded>> tables =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Map.Entry<Apps, Loaded>> eldest) {
          return size() > MOST_TABLES;
        }
      };

  Tenants(Registry registry, CodeStore code) {
    this.registry = registry;
    this.code = code;
  }

  /** The tenant; empty if there is none of that id. */
  Optional<LiveTenant> find(TenantId tenant) {
    return registry.live(tenant).map(this::load);
  }

  private LiveTenant load(LiveItem item) {
    Map<AppName, VersionHash> hashes = new TreeMap<>();
    item.apps().forEach((app, live) -> hashes.put(app, live.version()));
    Apps apps = new Apps(item.tenant(), hashes);
    synchronized (tables) {
      Map.Entry<Apps, Loaded> cached = tables.get(item.tenant());
      if (cached != null && cached.getKey().equals(apps)) {
        return cached.getValue().with(item);
      }
    }
    TreeMap<AppName, Version> versions = new TreeMap<>();
    hashes.forEach((app, hash) -> versions.put(app, stored(item.tenant(), hash)));
    Loaded loaded = new Loaded(versions, new RouteTable(versions), new Subscriptions(versions));
    synchronized (tables) {
      tables.put(item.tenant(), Map.entry(apps, loaded));
    }
    return loaded.with(item);
  }

  private Version stored(TenantId tenant, VersionHash hash) {
    return code.get(tenant, hash)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "version " + hash.shortForm() + " of " + tenant + " is live but not stored"));
  }
}
