package dev.alcove.engine;

import dev.alcove.domain.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets guest code run only on a guest thread and under the watchdog's eyes, and never waits longer
 * than the kill ladder takes. Thread-safe.
 */
final class Supervisor implements AutoCloseable {
  private static final Ending STOPS =
      Ending.of(Outcome.CANCELLED, "The platform stops.", "the platform stops");

  private final RunThreads threads;
  private final Watchdog watchdog;
  private final Closer closer = new Closer();
  private final Map<ActiveRun, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
  private volatile @Nullable String spoiltBy;

  Supervisor(EngineSettings settings, HeapWatch heap) {
    threads = new RunThreads(settings.stackBytes());
    watchdog = new Watchdog(settings.graceMillis(), heap, this::stuck);
  }

  Closer closer() {
    return closer;
  }

  /**
   * Runs {@code task} to its end.
   *
   * @return what it returns, or null if its thread does not end, the platform failed in it, or
   *     there are no threads any more
   */
  <T> @Nullable T perform(ActiveRun run, Supplier<T> task) {
    return perform(run, task, () -> {});
  }

  /**
   * The same, with something to do afterwards that the caller does not wait for.
   *
   * @param after done once, on the same thread; late or never if that does not end
   */
  <T> @Nullable T perform(ActiveRun run, Supplier<T> task, Runnable after) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    CompletableFuture<T> result = new CompletableFuture<>();
    running.put(run, done);
    try {
      threads.execute(() -> onGuestThread(run, task, result, done, after));
    } catch (RejectedExecutionException e) {
      running.remove(run);
      run.end(STOPS);
      after.run();
      return null;
    }
    return done.join() ? result.join() : null;
  }

  private <T> void onGuestThread(
      ActiveRun run,
      Supplier<T> task,
      CompletableFuture<T> result,
      CompletableFuture<Boolean> done,
      Runnable after) {
    boolean good = false;
    run.onThread(Thread.currentThread());
    watchdog.add(run);
    try {
      result.complete(task.get());
      good = true;
    } catch (RuntimeException e) {
      spoil(SpoiltReason.of("an exception in the platform", e));
    } catch (Error e) {
      spoil(SpoiltReason.of("an error in the platform", e));
    } finally {
      run.unwound();
      watchdog.remove(run);
      running.remove(run);
      // A cancelled context leaves its interrupt behind.
      Thread.interrupted();
      done.complete(good);
      finish(after);
    }
  }

  private void finish(Runnable after) {
    try {
      after.run();
    } catch (RuntimeException | Error e) {
      spoil(SpoiltReason.of("a failure after a run", e));
    }
  }

  private void stuck(ActiveRun run) {
    spoil("a guest thread that does not end");
    CompletableFuture<Boolean> done = running.get(run);
    if (done != null) {
      done.complete(false);
    }
  }

  /** Says that this process must not run guests any more; the first reason is kept. */
  synchronized void spoil(String why) {
    if (spoiltBy == null) {
      spoiltBy = why;
    }
  }

  @Nullable String spoiltBy() {
    return spoiltBy;
  }

  @Override
  public void close() {
    for (ActiveRun run : running.keySet()) {
      run.end(STOPS);
    }
    for (CompletableFuture<Boolean> done : running.values()) {
      try {
        done.join();
      } catch (RuntimeException e) {
        // Its own thread has told what is to tell.
      }
    }
    watchdog.close();
    closer.close();
    threads.close();
  }
}
