package dev.alcove.engine;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that guests run on: platform threads with a stack so large that host code called at
 * the bottom of the deepest guest recursion never overflows it. Thread-safe.
 */
final class RunThreads implements AutoCloseable {
  private static final long IDLE_SECONDS = 60;

  /** One that ends a realm while the other one runs the next guest. */
  private static final int KEPT = 2;

  private final ThreadPoolExecutor threads;

  RunThreads(long stackBytes) {
    AtomicInteger made = new AtomicInteger();
    // No limit here: what runs at once is decided by who admits runs.
    threads =
        new ThreadPoolExecutor(
            KEPT,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread =
                  new Thread(null, task, "alcove-guest-" + made.incrementAndGet(), stackBytes);
              thread.setDaemon(true);
              return thread;
            });
    threads.prestartAllCoreThreads();
  }

  void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
