package dev.alcove.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every run once a millisecond and ends those that are over a limit. Its thread is started
 * before any guest runs and its loop allocates nothing, so that it works when memory is short.
 * Thread-safe.
 */
final class Watchdog implements AutoCloseable {
  /** What else it tells. */
  interface Listener {
    /** The thread of a run that was ended does not unwind. */
    void stuck(ActiveRun run);
  }

  private static final long TICK_NANOS = 1_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long IDLE_NANOS = 100 * NANOS_PER_MILLI;
  private static final int MOST_RUNS = 1_024;

  private final AtomicReferenceArray<@Nullable ActiveRun> watched =
      new AtomicReferenceArray<>(MOST_RUNS);
  private final HeapWatch heap;
  private final Listener listener;
  private final long graceNanos;
  private final Thread thread = new Thread(this::watch, "alcove-watchdog");
  private volatile boolean closed;
  private volatile boolean idle;

  Watchdog(long graceMillis, HeapWatch heap, Listener listener) {
    this.heap = heap;
    this.listener = listener;
    this.graceNanos = graceMillis * NANOS_PER_MILLI;
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins to watch; false if there are too many. */
  boolean add(ActiveRun run) {
    for (int i = 0; i < MOST_RUNS; i++) {
      if (watched.compareAndSet(i, null, run)) {
        if (idle) {
          LockSupport.unpark(thread);
        }
        return true;
      }
    }
    return false;
  }

  void remove(ActiveRun run) {
    for (int i = 0; i < MOST_RUNS; i++) {
      if (watched.compareAndSet(i, run, null)) {
        return;
      }
    }
  }

  private void watch() {
    while (!closed) {
      if (lookAtAll()) {
        LockSupport.parkNanos(this, TICK_NANOS);
      } else {
        heap.idle();
        sleep();
      }
    }
  }

  /** Until a run begins; while some follow each other, waking up for each would be dear. */
  private void sleep() {
    LockSupport.parkNanos(this, TICK_NANOS);
    idle = true;
    // Who begins after this line sees the flag and wakes us up.
    if (!closed && !watching()) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    idle = false;
  }

  private boolean watching() {
    for (int i = 0; i < MOST_RUNS; i++) {
      if (watched.get(i) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything runs. */
  private boolean lookAtAll() {
    long allowed = 0;
    long total = 0;
    long most = -1;
    ActiveRun greediest = null;
    boolean suspicious = false;
    for (int i = 0; i < MOST_RUNS; i++) {
      ActiveRun run = watched.get(i);
      if (run == null) {
        continue;
      }
      look(run);
      long limit = run.limits().memoryBytes();
      long allocated = run.allocatedBytesUsed();
      allowed += limit;
      total += allocated;
      // Nobody keeps more than it has allocated.
      suspicious |= allocated > limit;
      if (allocated > most && !run.isEnded()) {
        most = allocated;
        greediest = run;
      }
    }
    if (suspicious && greediest != null && heap.over(allowed, total)) {
      greediest.end(heap.ending(greediest));
    }
    return allowed > 0;
  }

  private void look(ActiveRun run) {
    if (run.isEnded()) {
      if (!run.isUnwound() && run.ticker().nanos() - run.endedAt() > graceNanos) {
        remove(run);
        listener.stuck(run);
      }
      return;
    }
    long cpu = run.cpuNanosUsed();
    if (run.wallPassed()) {
      run.end(Endings.wall(run));
    } else if (cpu >= run.limits().cpuMillis() * NANOS_PER_MILLI) {
      run.end(Endings.cpu(run, cpu));
    } else if (run.allocatedBytesUsed() > run.limits().allocatedBytes()) {
      run.end(Endings.allocated(run));
    } else if (run.softDue(cpu)) {
      run.soften();
    } else if (run.softFired()) {
      run.pressSoft();
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
