package dev.alcove.bench;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param warmUp before anything counts; compiled code is not there earlier
 * @param measured what counts
 * @param rounds how often one-off things are done
 */
record Pace(Duration warmUp, Duration measured, int rounds) {
  /** For figures that are told to others. */
  static final Pace FULL = new Pace(Duration.ofSeconds(15), Duration.ofSeconds(10), 5);

  /** For trying whether it works. */
  static final Pace QUICK = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(2), 2);

  /** The system property that tells a JVM of JMH's how long to warm up before JMH does. */
  static final String WARM = "bench.warm";

  /** Does something again and again, without pause, as long as the parent said. */
  static void warmBefore(Runnable work) {
    long end = System.nanoTime() + Long.getLong(WARM, 0) * 1_000_000;
    while (System.nanoTime() - end < 0) {
      work.run();
    }
  }

  static Pace of(String name) {
    return name.equals("quick") ? QUICK : FULL;
  }

  @Override
  public String toString() {
    return this.equals(QUICK) ? "quick" : "full";
  }
}
