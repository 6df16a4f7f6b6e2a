package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which maps a tenant has. Each map is a partition of its own and DynamoDB lists no partitions, so
 * an item names each map; it is written <em>before</em> the first commit to the map, so that no map
 * is ever without, and a commit need not carry it. What is known to be written is remembered for a
 * while, so that a process writes it once. Thread-safe.
 */
final class MapNames {
  /** A tenant that was deleted and made again by others must not miss its names for long. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final int MOST_REMEMBERED = 2_000;

  /** Point maps have no log. */
  private static final long NO_HEAD = -1;

  private static final byte LOGGED = 'L';
  private static final byte POINT = 'P';

  private final DynamoTable table;
  private final Clock clock;
  private final Map<Name, Known> known = new LinkedHashMap<>(); // guarded by itself

  MapNames(DynamoTable table, Clock clock) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  private record Name(TenantId tenant, Bytes sort) {}

  /** The head of the log when the name was written: a smaller one is another life of the tenant. */
  private record Known(long head, Instant until) {
    boolean holds(long now, Instant time) {
      return (head < now || head == NO_HEAD) && until.isAfter(time);
    }
  }

  /** Makes sure that the maps that a commit writes are named. */
  void name(TenantId tenant, long head, Collection<String> logged, Collection<String> points) {
    Instant now = clock.now();
    List<Name> unknown = new ArrayList<>();
    synchronized (known) {
      logged.forEach(map -> addUnknown(unknown, new Name(tenant, sort(LOGGED, map)), head, now));
      points.forEach(map -> addUnknown(unknown, new Name(tenant, sort(POINT, map)), NO_HEAD, now));
    }
    if (unknown.isEmpty()) {
      return;
    }
    table.put(unknown.stream().map(name -> key(name).row()).toList());
    synchronized (known) {
      for (Name name : unknown) {
        long since = name.sort().toArray()[0] == LOGGED ? head : NO_HEAD;
        known.remove(name);
        known.put(name, new Known(since, now.plus(REMEMBERED)));
      }
      while (known.size() > MOST_REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private void addUnknown(List<Name> unknown, Name name, long head, Instant now) {
    Known before = known.get(name);
    if (before == null || !before.holds(head, now)) {
      unknown.add(name);
    }
  }

  private static Key key(Name name) {
    return Key.of(Partitions.mapNames(name.tenant()), name.sort());
  }

  private static Bytes sort(byte kind, String map) {
    return SortKeys.prefixed(kind, Bytes.utf8(map));
  }

  /** All partitions that hold items of the tenant's maps, logged and point. */
  List<String> partitions(TenantId tenant) {
    List<String> partitions = new ArrayList<>();
    for (Row row : table.all(Partitions.mapNames(tenant))) {
      String map = map(row);
      partitions.add(isLogged(row) ? Partitions.map(tenant, map) : Partitions.points(tenant, map));
    }
    return partitions;
  }

  /** Removes the names; their items must be gone before. */
  void erase(TenantId tenant) {
    table.erase(Partitions.mapNames(tenant));
    synchronized (known) {
      known.keySet().removeIf(name -> name.tenant().equals(tenant));
    }
  }

  private static boolean isLogged(Row row) {
    return row.bytes(Row.SK).toArray()[0] == LOGGED;
  }

  private static String map(Row row) {
    byte[] sort = row.bytes(Row.SK).toArray();
    return Bytes.owning(Arrays.copyOfRange(sort, 1, sort.length)).text();
  }

  /** The logged maps that are named; some may be empty by now. */
  SortedSet<String> logged(TenantId tenant) {
    SortedSet<String> names = new TreeSet<>();
    for (Row row : table.all(Partitions.mapNames(tenant))) {
      if (isLogged(row)) {
        names.add(map(row));
      }
    }
    return names;
  }
}
