package dev.alcove.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Instant;

/** Instants as they are stored: microseconds since the epoch, so that they sort as numbers. */
final class Micros {
  private static final long PER_SECOND = SECONDS.toMicros(1);
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long FURTHEST_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

  private Micros() {}

  /** The stored form; what is further away than 290,000 years is stored as that. */
  static long of(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), -FURTHEST_SECOND, FURTHEST_SECOND);
    return second * PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_PER_MICRO);
  }
}
