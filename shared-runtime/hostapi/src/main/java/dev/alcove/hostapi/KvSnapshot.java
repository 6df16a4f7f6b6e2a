package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Item;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.KvLog.Touched;
import dev.alcove.domain.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The committed state that a run reads: everything up to the head of the log at its first touch.
 * The store applies a commit item by item, so a key that a recent commit wrote is read again until
 * that commit shows. What is newer than the head may be seen too; the check at commit finds it.
 *
 * <p>A key is read once: the run sees one value of it. Not thread-safe.
 */
final class KvSnapshot {
  /** Repairs that find nothing so often mean a broken store, not a slow one. */
  private static final int MOST_READS = 50;

  private static final int PAGE = 500;

  /** What one run may read by scans; it is held in memory until the run ends. */
  private static final long MOST_SCANNED_BYTES = 32L << 20;

  private final KvLog log;
  private final TenantId tenant;
  private final Map<String, Map<Bytes, Recent>> recent = new HashMap<>();
  private final Map<String, Map<Bytes, Optional<Item>>> read = new HashMap<>();
  private final Map<String, Set<Bytes>> readHashes = new HashMap<>();
  private final Map<String, SortedMap<Bytes, Item>> scanned = new HashMap<>();
  private OptionalLong head = OptionalLong.empty();
  private long scannedBytes;

  /** The last thing that the young entries of the log say about a key. */
  private record Recent(long seq, boolean deleted) {
    boolean shows(Optional<Item> item) {
      return item.map(found -> found.seq() >= seq).orElse(deleted);
    }
  }

  KvSnapshot(KvLog log, TenantId tenant) {
    this.log = log;
    this.tenant = tenant;
  }

  /** The number of the last commit that is in it; empty while nothing was read. */
  OptionalLong head() {
    return head;
  }

  Optional<Item> get(String map, Bytes key) {
    open();
    SortedMap<Bytes, Item> whole = scanned.get(map);
    if (whole != null) {
      return Optional.ofNullable(whole.get(key));
    }
    Map<Bytes, Optional<Item>> keys = read.computeIfAbsent(map, name -> new HashMap<>());
    Optional<Item> known = keys.get(key);
    if (known == null) {
      Bytes hash = Touched.hash(key);
      known = repaired(map, key, hash);
      keys.put(key, known);
      readHashes.computeIfAbsent(map, name -> new HashSet<>()).add(hash);
    }
    return known;
  }

  /** All items of a map in the order of their keys. */
  SortedMap<Bytes, Item> scan(String map) {
    open();
    SortedMap<Bytes, Item> whole = scanned.get(map);
    if (whole == null) {
      whole = wholeMap(map);
      read.getOrDefault(map, Map.of()).forEach(putOrRemove(whole));
      scanned.put(map, whole);
    }
    return whole;
  }

  /** Whether the run's reads no longer hold after this later commit. */
  boolean isChangedBy(Entry entry) {
    for (Touched touched : entry.writes()) {
      if (scanned.containsKey(touched.map())) {
        return true;
      }
      if (readHashes.getOrDefault(touched.map(), Set.of()).contains(touched.keyHash())) {
        return true;
      }
    }
    return false;
  }

  private void open() {
    if (head.isPresent()) {
      return;
    }
    Tail tail = log.open(tenant);
    head = OptionalLong.of(tail.seq());
    for (Entry entry : tail.entries()) {
      for (Touched touched : entry.writes()) {
        recent
            .computeIfAbsent(touched.map(), name -> new HashMap<>())
            .put(touched.keyHash(), new Recent(entry.seq(), touched.deleted()));
      }
    }
  }

  private Optional<Item> repaired(String map, Bytes key, Bytes hash) {
    Optional<Item> item = log.get(tenant, map, key);
    Recent last = recent.getOrDefault(map, Map.of()).get(hash);
    for (int reads = 1; last != null && !last.shows(item); reads++) {
      if (reads >= MOST_READS) {
        giveUp(map, hash);
        return item;
      }
      item = log.get(tenant, map, key);
    }
    return item;
  }

  private SortedMap<Bytes, Item> wholeMap(String map) {
    Map<Bytes, Recent> ofMap = recent.getOrDefault(map, Map.of());
    for (int reads = 1; ; reads++) {
      SortedMap<Bytes, Item> items = pages(map);
      Optional<Bytes> hidden = hidden(items, ofMap);
      if (hidden.isEmpty()) {
        return items;
      }
      if (reads >= MOST_READS) {
        giveUp(map, hidden.get());
        return items;
      }
    }
  }

  /** The hash of a key that a recent commit wrote and that does not show yet. */
  private static Optional<Bytes> hidden(SortedMap<Bytes, Item> items, Map<Bytes, Recent> ofMap) {
    if (ofMap.isEmpty()) {
      return Optional.empty();
    }
    Map<Bytes, Item> byHash = new HashMap<>();
    for (Item item : items.values()) {
      byHash.put(Touched.hash(item.key()), item);
    }
    return ofMap.entrySet().stream()
        .filter(last -> !last.getValue().shows(Optional.ofNullable(byHash.get(last.getKey()))))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private SortedMap<Bytes, Item> pages(String map) {
    SortedMap<Bytes, Item> items = new TreeMap<>();
    long bytes = 0;
    Optional<Bytes> after = Optional.empty();
    while (true) {
      List<Item> page = log.scan(tenant, map, after, PAGE);
      for (Item item : page) {
        items.put(item.key(), item);
        bytes += item.key().size() + item.value().size();
      }
      if (scannedBytes + bytes > MOST_SCANNED_BYTES) {
        throw new HostException(
            ErrorCode.TOO_LARGE,
            "One run may go through 32 MB of maps; map `"
                + Texts.shown(map)
                + "` is larger. Keep an index in a smaller map.");
      }
      if (page.size() < PAGE) {
        scannedBytes += bytes;
        return items;
      }
      after = Optional.of(page.getLast().key());
    }
  }

  /**
   * A key that never shows what the log says: then a later commit must have changed it again, and
   * this run will lose the check at its commit. Anything else is a fault of the store.
   */
  private void giveUp(String map, Bytes keyHash) {
    boolean changedSince =
        log.after(tenant, head.orElseThrow()).entries().stream()
            .flatMap(entry -> entry.writes().stream())
            .anyMatch(later -> later.map().equals(map) && later.keyHash().equals(keyHash));
    if (!changedSince) {
      throw new IllegalStateException("an item does not show what the log says was committed");
    }
  }

  private static BiConsumer<Bytes, Optional<Item>> putOrRemove(SortedMap<Bytes, Item> whole) {
    return (key, item) -> {
      if (item.isPresent()) {
        whole.put(key, item.get());
      } else {
        whole.remove(key);
      }
    };
  }
}
