package dev.alcove.engine;

import dev.alcove.domain.Prelude;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Realms that wait for a run, and what is known of versions that cannot have any. The hottest
 * entries get most places; number and bytes are bounded. Knows nothing of how realms are made.
 * Thread-safe.
 */
final class PreparedRealms {
  /** Realms that can stand for each other: same code, same trusted half, same language. */
  record Key(
      TenantId tenant,
      VersionHash version,
      String module,
      Prelude prelude,
      GuestRun.Dialect dialect) {
    static Key of(GuestRun run) {
      return new Key(
          run.tenant(), run.version().hash(), run.module(), run.prelude(), run.dialect());
    }
  }

  /** A realm that waits, with its hold on the engine. */
  record Ready(Realm realm, TenantEngines.Lease lease, long bytes) {
    void discard() {
      try (lease) {
        realm.close();
      }
    }
  }

  private static final class Shelf {
    final ArrayDeque<Ready> ready = new ArrayDeque<>();
    GuestRun pattern;
    int making;
    int thrownAway;
    String reason = "";
    double heat;

    Shelf(GuestRun pattern) {
      this.pattern = pattern;
    }

    boolean canBePrepared() {
      return thrownAway < MOST_THROWN_AWAY;
    }
  }

  private static final int MOST_THROWN_AWAY = 3;

  /** Entries remembered; the least recently used is forgotten, with what is known of it. */
  private static final int MOST_SHELVES = 1_000;

  /** What each run takes from the heat of all: some hundred runs back count. */
  private static final double COOLING = 0.99;

  /** Entries that cool below this share of one run have no places. */
  private static final double LEAST_HEAT = 0.01;

  private static final double MOST_DEGREE = 1e100;

  private final EngineSettings settings;
  private final Map<Key, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
  private int count;
  private long bytes;
  private double totalHeat;
  private double degree = 1;
  private boolean closed;

  PreparedRealms(EngineSettings settings) {
    this.settings = settings;
  }

  /** A realm for {@code run}, or null; either way the entry is now hotter. */
  synchronized @Nullable Ready take(GuestRun run) {
    GuestRun pattern = run.pattern();
    Shelf shelf = shelves.computeIfAbsent(Key.of(run), any -> new Shelf(pattern));
    shelf.pattern = pattern;
    cool();
    shelf.heat += degree;
    totalHeat += degree;
    Ready ready = shelf.ready.poll();
    if (ready != null) {
      count--;
      bytes -= ready.bytes();
    }
    return ready;
  }

  /** The others cool down: rather than all of them, the measure changes. */
  private void cool() {
    degree /= COOLING;
    if (degree > MOST_DEGREE) {
      for (Shelf shelf : shelves.values()) {
        shelf.heat /= degree;
      }
      totalHeat /= degree;
      degree = 1;
    }
  }

  /** Why {@code run} got none, in words for its receipt. */
  synchronized String reason(GuestRun run) {
    Shelf shelf = shelves.get(Key.of(run));
    return shelf == null || shelf.canBePrepared()
        ? "none was ready"
        : "not preparable: " + shelf.reason;
  }

  /** The run to prepare a realm for next, or null; answered by {@link #made} or {@link #failed}. */
  synchronized @Nullable GuestRun next() {
    Shelf best = null;
    for (Shelf shelf : shelves.values()) {
      if (shelf.canBePrepared()
          && shelf.ready.size() + shelf.making < places(shelf)
          && (best == null || shelf.heat > best.heat)) {
        best = shelf;
      }
    }
    if (best == null || closed) {
      return null;
    }
    best.making++;
    return best.pattern;
  }

  /**
   * An entry's share of the places by its share of the runs; the one just used has at least one.
   */
  private int places(Shelf shelf) {
    if (settings.preparedRealms() == 0 || shelf.heat < LEAST_HEAT * degree) {
      return 0;
    }
    return Math.max(1, (int) (settings.preparedRealms() * shelf.heat / totalHeat));
  }

  /**
   * Puts a realm on its shelf.
   *
   * @return what has to be discarded for it, itself perhaps
   */
  synchronized List<Ready> made(GuestRun run, Ready ready) {
    Key key = Key.of(run);
    Shelf shelf = shelves.get(key);
    if (shelf == null || closed) {
      return List.of(ready);
    }
    shelf.making--;
    if (ready.bytes() > settings.preparedBytes()) {
      shelf.thrownAway++;
      shelf.reason = "it allocates " + ready.bytes() + " bytes";
      return List.of(ready);
    }
    shelf.ready.add(ready);
    count++;
    bytes += ready.bytes();
    return shrink(shelf);
  }

  private List<Ready> shrink(Shelf kept) {
    List<Ready> gone = new ArrayList<>();
    while (count > settings.preparedRealms() || bytes > settings.preparedBytes()) {
      Shelf coldest = kept;
      for (Shelf shelf : shelves.values()) {
        if (!shelf.ready.isEmpty() && (coldest.ready.isEmpty() || shelf.heat < coldest.heat)) {
          coldest = shelf;
        }
      }
      gone.add(remove(coldest));
    }
    Iterator<Map.Entry<Key, Shelf>> oldest = shelves.entrySet().iterator();
    while (shelves.size() > MOST_SHELVES) {
      Shelf shelf = oldest.next().getValue();
      oldest.remove();
      while (!shelf.ready.isEmpty()) {
        gone.add(remove(shelf));
      }
    }
    return gone;
  }

  private Ready remove(Shelf shelf) {
    Ready ready = shelf.ready.remove();
    count--;
    bytes -= ready.bytes();
    return ready;
  }

  /** The realm had to be thrown away. */
  synchronized void failed(GuestRun run, String reason) {
    Shelf shelf = shelves.get(Key.of(run));
    if (shelf != null) {
      shelf.making--;
      shelf.thrownAway++;
      shelf.reason = reason;
    }
  }

  /** There was no room to make one now. */
  synchronized void postponed(GuestRun run) {
    Shelf shelf = shelves.get(Key.of(run));
    if (shelf != null) {
      shelf.making--;
    }
  }

  /** Forgets all of a tenant's versions but these. */
  List<Ready> retain(TenantId tenant, Set<VersionHash> live) {
    return forgetIf(key -> key.tenant().equals(tenant) && !live.contains(key.version()));
  }

  private synchronized List<Ready> forgetIf(Predicate<Key> which) {
    List<Ready> gone = new ArrayList<>();
    Iterator<Map.Entry<Key, Shelf>> all = shelves.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Shelf> entry = all.next();
      if (which.test(entry.getKey())) {
        while (!entry.getValue().ready.isEmpty()) {
          gone.add(remove(entry.getValue()));
        }
        totalHeat -= entry.getValue().heat;
        all.remove();
      }
    }
    return gone;
  }

  synchronized int size() {
    return count;
  }

  /** Takes everything away and takes nothing more. */
  synchronized List<Ready> close() {
    closed = true;
    return forgetIf(key -> true);
  }
}
