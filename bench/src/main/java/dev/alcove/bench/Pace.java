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

  static Pace of(String name) {
    return name.equals("quick") ? QUICK : FULL;
  }

  @Override
  public String toString() {
    return this.equals(QUICK) ? "quick" : "full";
  }
}
