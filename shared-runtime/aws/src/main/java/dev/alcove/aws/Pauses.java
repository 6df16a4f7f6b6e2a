package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Waits between tries: random, twice as long at most each time, so that racers part. Thread-safe.
 */
final class Pauses {
  private static final long FIRST_NANOS = 2_000_000;
  private static final long LONGEST_NANOS = 200_000_000;
  private static final int MOST_DOUBLINGS = 16;

  private final RandomGenerator random;

  Pauses(RandomGenerator random) {
    this.random = requireNonNull(random, "random is null");
  }

  /** Waits before the next try, after {@code tries} in vain. */
  void pause(int tries) {
    long most = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(tries, MOST_DOUBLINGS));
    LockSupport.parkNanos(random.nextLong(most) + 1);
  }
}
