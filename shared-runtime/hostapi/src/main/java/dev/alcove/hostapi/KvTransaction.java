package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Item;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.Mode;
import dev.alcove.domain.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One attempt at a run's reads and writes of {@code ccf.kv} (and of storage, where it is written
 * with the commit). Nothing is written here: who commits takes the writes, and asks whether a
 * commit that came between has changed what was read. The rules of names, modes and {@code point}
 * maps are held here, with CCF's texts.
 *
 * <p>Thread-safe by one lock: the run's own calls come one after the other, what looks from outside
 * waits. Methods that take a map's name throw {@link HostException} where the guest gets an error.
 */
public final class KvTransaction {
  private static final int MOST_KEY_BYTES = 16 * 1024;

  private final Mode mode;
  private final Set<String> pointMaps;
  private final WriteBudget budget;
  private final KvSnapshot snapshot;
  private final PointReads points;
  private final Map<String, SortedMap<Bytes, Optional<Bytes>>> writes = new HashMap<>();

  KvTransaction(
      KvLog log,
      TenantId tenant,
      Mode mode,
      Set<String> pointMaps,
      WriteBudget budget,
      PointReads points) {
    this.mode = mode;
    this.pointMaps = Set.copyOf(pointMaps);
    this.budget = budget;
    this.snapshot = new KvSnapshot(log, tenant);
    this.points = points;
  }

  // ---- for who commits

  /**
   * The last commit that this run's reads rest on; empty if it read no logged map. A run that only
   * wrote has none: it commits on whatever head there is.
   */
  public synchronized OptionalLong head() {
    return snapshot.head();
  }

  /** What goes through the log on top of {@code head}; empty if no logged map was written. */
  public synchronized Optional<LogWrite> logWrite(long head) {
    if (writes.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Map<Bytes, Optional<Bytes>>> copy = new HashMap<>();
    writes.forEach((map, keys) -> copy.put(map, new TreeMap<>(keys)));
    return Optional.of(new LogWrite(head, copy));
  }

  /** Whether a logged map was written. */
  public synchronized boolean writesLog() {
    return !writes.isEmpty();
  }

  /** The keys outside the log that must be written or checked with the commit. */
  public synchronized List<PointChange> pointChanges() {
    return points.changes();
  }

  /** Whether a later commit has changed what this run read: then it must run again. */
  public synchronized boolean isChangedBy(Entry entry) {
    return snapshot.isChangedBy(entry);
  }

  // ---- for the guest

  synchronized boolean has(String map, Bytes key) {
    return value("has", map, key).isPresent();
  }

  synchronized Optional<Bytes> get(String map, Bytes key) {
    return value("get", map, key);
  }

  /** The commit that last wrote the key, whatever this run has written since. */
  synchronized OptionalLong previousWrite(String map, Bytes key) {
    logged("getVersionOfPreviousWrite", map).mayRead("getVersionOfPreviousWrite", mode);
    Optional<Item> item = snapshot.get(map, key);
    return item.isPresent() ? OptionalLong.of(item.get().seq()) : OptionalLong.empty();
  }

  synchronized void set(String map, Bytes key, Bytes value) {
    KvMapName.of(map).mayWrite("set", mode);
    if (key.size() > MOST_KEY_BYTES) {
      throw new HostException(ErrorCode.TOO_LARGE, "A key may have 16,384 bytes.");
    }
    budget.checkValue(value.size());
    write(map, key, Optional.of(value));
  }

  synchronized void delete(String map, Bytes key) {
    KvMapName.of(map).mayWrite("delete", mode);
    write(map, key, Optional.empty());
  }

  synchronized void clear(String map) {
    logged("clear", map).mayWrite("clear", mode);
    for (Bytes key : visible(map).keySet()) {
      write(map, key, Optional.empty());
    }
  }

  /** A copy of all that the run sees in a map, in the order of the keys. */
  synchronized SortedMap<Bytes, Bytes> entries(String map) {
    logged("forEach", map).mayRead("forEach", mode);
    return visible(map);
  }

  synchronized long size(String map) {
    logged("size", map).mayRead("size", mode);
    return visible(map).size();
  }

  private Optional<Bytes> value(String method, String map, Bytes key) {
    KvMapName.of(map).mayRead(method, mode);
    if (pointMaps.contains(map)) {
      return points.get(new PointAddress.InMap(map, key)).map(PointReads.Value::bytes);
    }
    Map<Bytes, Optional<Bytes>> own = writes.get(map);
    Optional<Bytes> written = own == null ? null : own.get(key);
    return written != null ? written : snapshot.get(map, key).map(Item::value);
  }

  private void write(String map, Bytes key, Optional<Bytes> value) {
    if (pointMaps.contains(map)) {
      points.put(
          new PointAddress.InMap(map, key),
          value.map(bytes -> new PointReads.Value(bytes, OptionalLong.empty())));
      return;
    }
    SortedMap<Bytes, Optional<Bytes>> own = writes.get(map);
    Optional<Bytes> before = own == null ? null : own.get(key);
    if (before == null) {
      budget.addKey();
    }
    budget.addBytes(size(key, value) - (before == null ? 0 : size(key, before)));
    writes.computeIfAbsent(map, name -> new TreeMap<>()).put(key, value);
  }

  private SortedMap<Bytes, Bytes> visible(String map) {
    SortedMap<Bytes, Bytes> seen = new TreeMap<>();
    snapshot.scan(map).forEach((key, item) -> seen.put(key, item.value()));
    SortedMap<Bytes, Optional<Bytes>> own = writes.get(map);
    if (own != null) {
      own.forEach(
          (key, value) -> {
            if (value.isPresent()) {
              seen.put(key, value.get());
            } else {
              seen.remove(key);
            }
          });
    }
    return seen;
  }

  private KvMapName logged(String method, String map) {
    KvMapName name = KvMapName.of(map);
    if (pointMaps.contains(map)) {
      throw HostException.type(
          "Cannot call "
              + method
              + " on table named "
              + map
              + ": the manifest declares it `point`, so it is not in the log and cannot be gone"
              + " through.");
    }
    return name;
  }

  private static long size(Bytes key, Optional<Bytes> value) {
    return key.size() + value.map(bytes -> (long) bytes.size()).orElse(0L);
  }
}
