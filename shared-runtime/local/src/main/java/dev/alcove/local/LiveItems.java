package dev.alcove.local;

import dev.alcove.domain.LiveItem;
import dev.alcove.domain.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The live items that were read or written last. Every request asks for one, and this process is
 * the only one that writes the file, so that what is here is what the file has. Thread-safe.
 */
final class LiveItems {
  /** Each is at most 4 KB. */
  private static final int MOST = 2_000;

  private final Map<TenantId, LiveItem> items =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, LiveItem> eldest) {
          return size() > MOST;
        }
      };

  private long changes; // guarded by items

  /** The item; read if it is not here. */
  Optional<LiveItem> get(TenantId tenant, Supplier<Optional<LiveItem>> stored) {
    long before;
    synchronized (items) {
      LiveItem item = items.get(tenant);
      if (item != null) {
        return Optional.of(item);
      }
      before = changes;
    }
    Optional<LiveItem> item = stored.get();
    synchronized (items) {
      // What was read while somebody wrote may be what was there before.
      if (changes == before) {
        item.ifPresent(found -> items.put(tenant, found));
      }
    }
    return item;
  }

  /** The item was written, or may have been; called before whoever wrote it is told so. */
  void changed(TenantId tenant) {
    synchronized (items) {
      changes++;
      items.remove(tenant);
    }
  }
}
