package dev.alcove.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lets several threads do something at the same moment. */
public final class Race {
  /** Only a deadlock takes so long. */
  private static final long MOST_SECONDS = 120;

  private Race() {}

  /**
   * Starts all runners together and waits for them.
   *
   * @param runner what the runner of that number, from 0, does
   * @return what they returned, by their numbers
   * @throws AssertionError if one of them failed, with its failure as the cause
   */
  public static <T> List<T> of(int runners, IntFunction<Callable<T>> runner) {
    CyclicBarrier start = new CyclicBarrier(runners);
    ExecutorService executor = Executors.newFixedThreadPool(runners);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        Callable<T> mine = runner.apply(i);
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return mine.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(result(one));
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("A runner failed: " + e.getCause(), e.getCause());
    } catch (Exception e) {
      throw new AssertionError("A runner did not come to an end: " + e, e);
    }
  }
}
