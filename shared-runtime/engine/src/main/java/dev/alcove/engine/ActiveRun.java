package dev.alcove.engine;

import dev.alcove.domain.Clock;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ticker;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * The state of one use of a guest thread: of a run, of making a realm ahead of one, of linking. The
 * guest thread, the watchdog, the closer and host operations share it. Thread-safe.
 */
final class ActiveRun {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MOST_SOFT_NANOS = 100 * NANOS_PER_MILLI;
  private static final int SOFT_SHARE = 20;

  private final Limits limits;
  private final Ticker ticker;
  private final HostOperations operations;
  private final Clock clock;
  private final RandomGenerator random;
  private final int argumentBytes;
  private final boolean preparing;
  private final Mailbox mailbox;
  private final Meter meter;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final long began;
  private final long wallNanos;
  private final long softLead;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Context context;
  private volatile @Nullable Closer closer;
  private volatile Guard.@Nullable Post post;
  private volatile long cpuAtStart;
  private volatile long allocatedAtStart;
  private volatile boolean softDone;
  private volatile boolean softFired;
  private volatile boolean softByCpu;
  private volatile @Nullable SoftTimeout softTimeout;
  private volatile @Nullable String spoiltBy;
  private volatile boolean ended;
  private volatile boolean unwound;
  private volatile long cpuUsed;
  private volatile long allocatedUsed;
  private volatile long endedAt;

  ActiveRun(
      Limits limits,
      Ticker ticker,
      HostOperations operations,
      Clock clock,
      RandomGenerator random,
      int argumentBytes,
      boolean softTimeout,
      boolean preparing) {
    this.limits = limits;
    this.ticker = ticker;
    this.operations = operations;
    this.clock = clock;
    this.random = random;
    this.argumentBytes = argumentBytes;
    this.preparing = preparing;
    this.mailbox = new Mailbox(ticker);
    this.meter = new Meter(ticker);
    this.began = ticker.nanos();
    this.wallNanos = limits.wallMillis() * NANOS_PER_MILLI;
    this.softDone = !softTimeout;
    this.softLead =
        Math.min(
            MOST_SOFT_NANOS,
            Math.min(wallNanos, limits.cpuMillis() * NANOS_PER_MILLI) / SOFT_SHARE);
  }

  Limits limits() {
    return limits;
  }

  HostOperations operations() {
    return operations;
  }

  Clock clock() {
    return clock;
  }

  RandomGenerator random() {
    return random;
  }

  int argumentBytes() {
    return argumentBytes;
  }

  /** Whether no run is bound: guest code that asks for something of a run ends this. */
  boolean preparing() {
    return preparing;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Meter meter() {
    return meter;
  }

  Ticker ticker() {
    return ticker;
  }

  /** Called by the guest thread before it does anything for the guest. */
  void onThread(Thread guest) {
    cpuAtStart = ThreadClocks.cpuNanos(guest.threadId());
    allocatedAtStart = ThreadClocks.allocatedBytes(guest.threadId());
    thread = guest;
  }

  /** The guest thread works in a context: from now on ending the run cancels it. */
  void inContext(Context used, Closer by) {
    closer = by;
    context = used;
    if (ended) {
      by.cancel(used);
    }
  }

  void guardedBy(Guard.Post guard) {
    post = guard;
  }

  /** The guest thread has left guest code for good: what it does now is not the guest's. */
  void unwound() {
    if (!unwound) {
      cpuUsed = cpuNanosUsed();
      allocatedUsed = allocatedBytesUsed();
      unwound = true;
    }
  }

  boolean isUnwound() {
    return unwound;
  }

  boolean onThread() {
    return thread != null;
  }

  long wallNanosUsed() {
    return ticker.nanos() - began;
  }

  long cpuNanosUsed() {
    if (unwound) {
      return cpuUsed;
    }
    Thread guest = thread;
    return guest == null ? 0 : ThreadClocks.cpuNanos(guest.threadId()) - cpuAtStart;
  }

  long allocatedBytesUsed() {
    if (unwound) {
      return allocatedUsed;
    }
    Thread guest = thread;
    return guest == null ? 0 : ThreadClocks.allocatedBytes(guest.threadId()) - allocatedAtStart;
  }

  /** Ends the run; the first one who says why is believed. */
  void end(Ending why) {
    if (ending.compareAndSet(null, why)) {
      endedAt = ticker.nanos();
      ended = true;
      mailbox.end();
      Context used = context;
      Closer by = closer;
      if (used != null && by != null) {
        by.cancel(used);
      }
    }
  }

  boolean isEnded() {
    return ended;
  }

  long endedAt() {
    return endedAt;
  }

  @Nullable Ending ending() {
    return ending.get();
  }

  // ---- what the watchdog asks each millisecond; nothing here allocates until a limit is passed
  // ----

  boolean wallPassed() {
    return ticker.nanos() - began >= wallNanos;
  }

  boolean softDue(long cpuNanos) {
    if (softDone) {
      return false;
    }
    boolean byWall = ticker.nanos() - began >= wallNanos - softLead;
    boolean byCpu = cpuNanos >= limits.cpuMillis() * NANOS_PER_MILLI - softLead;
    if (byWall || byCpu) {
      softDone = true;
      softFired = true;
      softByCpu = !byWall;
      return true;
    }
    return false;
  }

  /** Has the soft deadline told to the guest, wherever it is. */
  void soften() {
    mailbox.softTimeout();
    pressSoft();
  }

  /** Tries again to interrupt the guest, if it has not heard yet. */
  void pressSoft() {
    Thread guest = thread;
    Guard.Post guard = post;
    SoftTimeout before = softTimeout;
    if (guest != null
        && guard != null
        && (before == null || before.isOver())
        && mailbox.softPending()) {
      softTimeout = guard.soften(this, guest);
    }
  }

  String softEndedBy() {
    return softByCpu
        ? "cpu: TimeoutError not caught, allowed " + limits.cpuMillis() + " ms"
        : "wall: TimeoutError not caught, allowed " + limits.wallMillis() + " ms";
  }

  boolean softFired() {
    return softFired;
  }

  /** The process must not run guests any more, because of this run. */
  void spoil(String why) {
    spoiltBy = why;
  }

  @Nullable String spoiltBy() {
    return spoiltBy;
  }

  /** The outcome that an uncaught {@code TimeoutError} of ours stands for. */
  Outcome softOutcome() {
    return softByCpu ? Outcome.CPU_EXCEEDED : Outcome.WALL_EXCEEDED;
  }
}
