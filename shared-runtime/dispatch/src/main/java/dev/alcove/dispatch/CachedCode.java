package dev.alcove.dispatch;

import dev.alcove.domain.CodeStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A code store with the versions used last in memory, by tenant and hash, bounded by bytes.
 * Thread-safe. Two threads that miss the same version may both read it; it is immutable, so either
 * copy will do.
 */
public final class CachedCode implements CodeStore {
  private record Key(TenantId tenant, VersionHash hash) {}

  private final CodeStore store;
  private final long mostBytes;
  private final Map<Key, Version> versions = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /**
   * Puts a cache before a store.
   *
   * @param mostBytes what the cached versions may weigh together; the last used one stays whatever
   *     it weighs
   */
  public CachedCode(CodeStore store, long mostBytes) {
    this.store = store;
    this.mostBytes = mostBytes;
  }

  @Override
  public void put(TenantId tenant, Version version) {
    store.put(tenant, version);
  }

  @Override
  public Optional<Version> get(TenantId tenant, VersionHash hash) {
    Key key = new Key(tenant, hash);
    synchronized (versions) {
      Version cached = versions.get(key);
      if (cached != null) {
        return Optional.of(cached);
      }
    }
    Optional<Version> found = store.get(tenant, hash);
    found.ifPresent(version -> keep(key, version));
    return found;
  }

  @Override
  public void erase(TenantId tenant) {
    synchronized (versions) {
      versions
          .entrySet()
          .removeIf(
              entry -> {
                boolean theirs = entry.getKey().tenant().equals(tenant);
                bytes -= theirs ? entry.getValue().weight() : 0;
                return theirs;
              });
    }
    store.erase(tenant);
  }

  private void keep(Key key, Version version) {
    synchronized (versions) {
      if (versions.put(key, version) == null) {
        bytes += version.weight();
      }
      Iterator<Version> eldest = versions.values().iterator();
      while (bytes > mostBytes && versions.size() > 1) {
        bytes -= eldest.next().weight();
        eldest.remove();
      }
    }
  }
}
