package dev.alcove.bench;

import java.util.Arrays;

/** Times of many calls, as microseconds. */
final class Medians {
  private static final double NANOS_PER_MICRO = 1000;

  private Medians() {}

  /** The value below which {@code share} of the times are. */
  static double micros(long[] nanos, double share) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))]
        / NANOS_PER_MICRO;
  }

  static double median(long[] nanos) {
    return micros(nanos, 0.5);
  }
}
