package dev.alcove.engine;

import dev.alcove.domain.Ticker;
import java.util.function.LongSupplier;

/**
 * Finds out that guests keep more memory than they may. A heap cannot be asked who owns it, so:
 * what lives now minus what lived when no guest ran, minus what caches have grown by, is the
 * guests' together. Used by the watchdog's thread only; allocates nothing until it ends a run.
 */
final class HeapWatch {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A collection takes 20 to 100 ms; more often would cost more than it protects. */
  private static final long BETWEEN_CONFIRMATIONS = 150 * NANOS_PER_MILLI;

  private static final long BETWEEN_IDLE_COLLECTIONS = 30_000 * NANOS_PER_MILLI;

  /** Garbage worth collecting while nobody waits: an eighth of the heap. */
  private static final int IDLE_SHARE = 8;

  private static final int NEARLY_FULL_TENTHS = 7;
  private static final int COST_FACTOR = 4;
  private static final int GARBAGE_FACTOR = 4;

  private final Runtime heap = Runtime.getRuntime();
  private final Ticker ticker;
  private final LongSupplier cached;
  private long baseline;
  private long cachedAtBaseline;
  private long measuredAt;
  private long confirmedAt;
  private long cost;
  private long allocatedAtConfirmation;
  private long alive;
  private long usedBefore;

  HeapWatch(Ticker ticker, LongSupplier cached) {
    this.ticker = ticker;
    this.cached = cached;
    this.measuredAt = ticker.nanos();
    this.confirmedAt = measuredAt - BETWEEN_CONFIRMATIONS;
    // Not collected for it: whatever garbage there is at start is small against the heap.
    note();
  }

  private long used() {
    return heap.totalMemory() - heap.freeMemory();
  }

  private void note() {
    baseline = used();
    cachedAtBaseline = cached.getAsLong();
    alive = baseline;
  }

  /** No guest runs: what lives is the platform's own. */
  void idle() {
    long now = ticker.nanos();
    if (now - measuredAt >= BETWEEN_IDLE_COLLECTIONS
        && used() - baseline > heap.maxMemory() / IDLE_SHARE) {
      measuredAt = now;
      System.gc();
      note();
    } else if (used() < baseline) {
      note();
    }
  }

  /**
   * Looks at all runs together.
   *
   * @param allowed the sum of their limits
   * @param allocated what they have allocated, kept or not
   * @return whether one of them must go
   */
  boolean over(long allowed, long allocated) {
    long used = used();
    if (used < usedBefore) {
      // The collector has been there: what is left is nearly all alive.
      alive = used;
    }
    usedBefore = used;
    if (guests(used) <= allowed || !worthAsking(used, allowed, allocated)) {
      return false;
    }
    long before = ticker.nanos();
    System.gc();
    confirmedAt = ticker.nanos();
    cost = confirmedAt - before;
    allocatedAtConfirmation = allocated;
    alive = used();
    usedBefore = alive;
    return guests(alive) > allowed;
  }

  /**
   * A run that makes much garbage looks like one that keeps much, and must not pay with a
   * collection each time: at most a fifth of its time, unless the heap is nearly full.
   */
  private boolean worthAsking(long used, long allowed, long allocated) {
    long since = ticker.nanos() - confirmedAt;
    if (since < BETWEEN_CONFIRMATIONS) {
      return false;
    }
    if (used > heap.maxMemory() / 10 * NEARLY_FULL_TENTHS) {
      return true;
    }
    boolean kept = guests(alive) > allowed;
    boolean much = Math.abs(allocated - allocatedAtConfirmation) > GARBAGE_FACTOR * allowed;
    return (kept || much) && since > COST_FACTOR * cost;
  }

  private long guests(long used) {
    return used - baseline - Math.max(0, cached.getAsLong() - cachedAtBaseline);
  }

  /** What the run is told whose end it is. */
  Ending ending(ActiveRun run) {
    return Endings.kept(run, guests(used()));
  }
}
