package dev.alcove.dispatch;

import dev.alcove.domain.CodeStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Versions in memory, by tenant and hash: least recently used go first. Thread-safe. Two threads
 * that miss the same version may both read it; it is immutable, so either copy will do.
 */
final class CodeCache {
  private record Key(TenantId tenant, VersionHash hash) {}

  private final CodeStore store;
  private final long mostBytes;
  private final Map<Key, Version> versions = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  CodeCache(CodeStore store, long mostBytes) {
    this.store = store;
    this.mostBytes = mostBytes;
  }

  /**
   * The version.
   *
   * @throws IllegalStateException if the store does not have it, though it is live
   */
  Version get(TenantId tenant, VersionHash hash) {
    Key key = new Key(tenant, hash);
    synchronized (versions) {
      Version cached = versions.get(key);
      if (cached != null) {
        return cached;
      }
    }
    Version version =
        store
            .get(tenant, hash)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "version "
                            + hash.shortForm()
                            + " of "
                            + tenant
                            + " is live but not stored"));
    synchronized (versions) {
      if (versions.put(key, version) == null) {
        bytes += version.weight();
      }
      evict();
    }
    return version;
  }

  private void evict() {
    Iterator<Version> eldest = versions.values().iterator();
    while (bytes > mostBytes && versions.size() > 1) {
      bytes -= eldest.next().weight();
      eldest.remove();
    }
  }
}
