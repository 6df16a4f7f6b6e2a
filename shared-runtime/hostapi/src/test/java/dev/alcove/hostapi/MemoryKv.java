package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A log of one tenant in memory. {@link #hide} makes it behave like a store that has committed but
 * does not show it yet.
 */
final class MemoryKv implements KvLog {
  final Map<String, SortedMap<Bytes, Item>> maps = new HashMap<>();
  final Map<PointAddress, PointItem> points = new HashMap<>();
  final List<Entry> entries = new ArrayList<>();
  int reads;
  private int hiddenReads;
  private Map<String, SortedMap<Bytes, Item>> before = Map.of();

  /** Commits keys of one map: null deletes. */
  void commit(String map, Map<String, Optional<String>> values) {
    long seq = entries.size() + 1L;
    List<Touched> touched = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          Bytes bytes = Bytes.utf8(key);
          touched.add(Touched.of(map, bytes, value.isEmpty()));
          SortedMap<Bytes, Item> items = maps.computeIfAbsent(map, name -> new TreeMap<>());
          if (value.isPresent()) {
            items.put(bytes, new Item(bytes, Bytes.utf8(value.get()), seq));
          } else {
            items.remove(bytes);
          }
        });
    entries.add(new Entry(seq, "x" + seq, touched));
  }

  void put(String map, String key, String value) {
    commit(map, Map.of(key, Optional.of(value)));
  }

  void remove(String map, String key) {
    commit(map, Map.of(key, Optional.empty()));
  }

  /** The next reads show the items as they are now, whatever is committed until then. */
  void hide(int nextReads) {
    before = new HashMap<>();
    maps.forEach((map, items) -> before.put(map, new TreeMap<>(items)));
    hiddenReads = nextReads;
  }

  private SortedMap<Bytes, Item> items(String map) {
    reads++;
    if (hiddenReads > 0) {
      hiddenReads--;
      return before.getOrDefault(map, new TreeMap<>());
    }
    return maps.getOrDefault(map, new TreeMap<>());
  }

  @Override
  public Tail open(TenantId tenant) {
    return after(tenant, 0);
  }

  @Override
  public Tail after(TenantId tenant, long seq) {
    return new Tail(
        entries.size(), 1, entries.stream().filter(entry -> entry.seq() > seq).toList());
  }

  @Override
  public Optional<Item> get(TenantId tenant, String map, Bytes key) {
    return Optional.ofNullable(items(map).get(key));
  }

  @Override
  public List<Item> scan(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    return items(map).values().stream()
        .filter(item -> after.isEmpty() || item.key().compareTo(after.get()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<PointItem> point(TenantId tenant, PointAddress address) {
    reads++;
    return Optional.ofNullable(points.get(address));
  }

  @Override
  public List<KeyedPoint> points(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    throw new UnsupportedOperationException("no run lists points");
  }

  @Override
  public CommitResult commit(TenantId tenant, Commit commit) {
    throw new UnsupportedOperationException("nothing here commits");
  }

  @Override
  public SortedSet<String> maps(TenantId tenant) {
    return new TreeSet<>(maps.keySet());
  }

  static PointItem point(String json, String writeId) {
    return new PointItem(Bytes.utf8(json), writeId, OptionalLong.empty());
  }

  @Override
  public void erase(TenantId tenant) {
    maps.clear();
    points.clear();
    entries.clear();
  }
}
