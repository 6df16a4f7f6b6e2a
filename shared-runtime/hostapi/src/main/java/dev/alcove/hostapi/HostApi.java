package dev.alcove.hostapi;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Ports;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the capabilities of runs. Holds what they share: the ports, and the platform threads on
 * which operations wait for stores, each with a full stack of its own. A process has one.
 * Thread-safe.
 */
public final class HostApi implements AutoCloseable {
  /** Calls that may wait for each thread: more would only wait longer than a run lasts. */
  private static final int WAITING_PER_THREAD = 64;

  private static final long IDLE_SECONDS = 60;

  private final Ports ports;
  private final ThreadPoolExecutor blocking;

  /**
   * Makes the threads when they are first needed.
   *
   * @param threads how many calls can wait for stores at once
   */
  public HostApi(Ports ports, int threads) {
    this.ports = requireNonNull(ports, "ports is null");
    AtomicInteger number = new AtomicInteger();
    this.blocking =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD),
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .name("host-call-" + number.incrementAndGet())
                    .unstarted(work));
    blocking.allowCoreThreadTimeOut(true);
  }

  /** The capabilities of one attempt at a run. */
  public Capabilities open(Grant grant) {
    return new Capabilities(new RunState(ports, grant), new CallLane(blocking));
  }

  /** Ends the threads; calls under way are interrupted. */
  @Override
  public void close() {
    blocking.shutdownNow();
  }
}
