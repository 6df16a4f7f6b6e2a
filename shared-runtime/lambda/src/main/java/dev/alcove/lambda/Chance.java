package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Randomness that can be begun anew: what was made before a snapshot is the same in every process
 * that is restored from it. Thread-safe if what it is made of is.
 */
final class Chance implements RandomGenerator {
  private final Supplier<? extends RandomGenerator> fresh;
  private volatile RandomGenerator current;

  Chance(Supplier<? extends RandomGenerator> fresh) {
    this.fresh = requireNonNull(fresh, "fresh is null");
    this.current = fresh.get();
  }

  /** Forgets what was. */
  void renew() {
    current = fresh.get();
  }

  @Override
  public long nextLong() {
    return current.nextLong();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    current.nextBytes(bytes);
  }
}
