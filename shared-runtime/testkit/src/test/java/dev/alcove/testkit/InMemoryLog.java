package dev.alcove.testkit;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The logged maps in memory, with faults on demand, so that the suites can be tried. Like DynamoDB
 * it makes a commit atomic in the log and lets its items be seen one after the other.
 */
final class InMemoryLog implements KvLog {
  /** What this log does wrong. */
  enum Fault {
    NONE,
    /** Takes a commit on any head. */
    LAST_WRITER_WINS,
    /** Forgets to say what a commit wrote to one of the maps. */
    HIDES_A_MAP,
    /** Gives a log that lags behind by one. */
    LAGS,
    /** Does not give the recent entries that repair reads. */
    OPENS_EMPTY
  }

  private record Dated(Instant time, Entry entry) {}

  /** One tenant's part; who commits holds its lock. */
  private static final class Part {
    final List<Dated> log = new CopyOnWriteArrayList<>();
    final Map<String, ConcurrentSkipListMap<Bytes, Item>> maps = new ConcurrentHashMap<>();

    ConcurrentSkipListMap<Bytes, Item> map(String name) {
      return maps.computeIfAbsent(name, _ -> new ConcurrentSkipListMap<>());
    }
  }

  private final Clock clock;
  private final Fault fault;
  private final Map<TenantId, Part> parts = new ConcurrentHashMap<>();

  InMemoryLog(Clock clock, Fault fault) {
    this.clock = clock;
    this.fault = fault;
  }

  private Part part(TenantId tenant) {
    return parts.computeIfAbsent(tenant, _ -> new Part());
  }

  @Override
  public Tail open(TenantId tenant) {
    Instant recent = clock.now().minusSeconds(RECENT_SECONDS);
    List<Dated> log = List.copyOf(part(tenant).log);
    List<Entry> entries =
        log.stream()
            .filter(dated -> dated.time().isAfter(recent) && fault != Fault.OPENS_EMPTY)
            .map(Dated::entry)
            .toList();
    return new Tail(log.size(), 1, entries);
  }

  @Override
  public Tail after(TenantId tenant, long seq) {
    List<Entry> log = part(tenant).log.stream().map(Dated::entry).toList();
    int size = fault == Fault.LAGS && log.size() > seq + 1 ? log.size() - 1 : log.size();
    return new Tail(log.size(), 1, log.subList((int) Math.min(seq, size), size));
  }

  @Override
  public Optional<Item> get(TenantId tenant, String map, Bytes key) {
    return Optional.ofNullable(part(tenant).map(map).get(key));
  }

  @Override
  public List<Item> scan(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    ConcurrentSkipListMap<Bytes, Item> items = part(tenant).map(map);
    return (after.isPresent() ? items.tailMap(after.get(), false) : items)
        .values().stream().limit(limit).toList();
  }

  @Override
  public Optional<PointItem> point(TenantId tenant, PointAddress address) {
    throw new UnsupportedOperationException("this log has no points");
  }

  @Override
  public List<KeyedPoint> points(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    throw new UnsupportedOperationException("this log has no points");
  }

  @Override
  public CommitResult commit(TenantId tenant, Commit commit) {
    Part part = part(tenant);
    LogWrite write = commit.log().orElseThrow();
    synchronized (part) {
      long seq = part.log.size() + 1L;
      if (write.expected() + 1 != seq && fault != Fault.LAST_WRITER_WINS) {
        return new CommitResult.HeadMoved();
      }
      part.log.add(new Dated(clock.now(), new Entry(seq, commit.attempt(), touched(write))));
      write
          .writes()
          .forEach(
              (map, keys) ->
                  keys.forEach(
                      (key, value) -> {
                        LockSupport.parkNanos(1_000); // so that others look in between
                        if (value.isPresent()) {
                          part.map(map).put(key, new Item(key, value.get(), seq));
                        } else {
                          part.map(map).remove(key);
                        }
                      }));
      return new CommitResult.Committed(OptionalLong.of(seq));
    }
  }

  private List<Touched> touched(LogWrite write) {
    List<Touched> touched = new ArrayList<>();
    write
        .writes()
        .forEach(
            (map, keys) ->
                keys.forEach(
                    (key, value) -> {
                      if (!map.equals("b") || fault != Fault.HIDES_A_MAP) {
                        touched.add(Touched.of(map, key, value.isEmpty()));
                      }
                    }));
    return touched;
  }

  @Override
  public SortedSet<String> maps(TenantId tenant) {
    SortedSet<String> names = new TreeSet<>();
    part(tenant)
        .maps
        .forEach(
            (name, items) -> {
              if (!items.isEmpty()) {
                names.add(name);
              }
            });
    return names;
  }

  @Override
  public void erase(TenantId tenant) {
    parts.remove(tenant);
  }
}
