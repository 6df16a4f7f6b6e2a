package dev.alcove.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time as the tests have it: it stands still until it is told to pass. */
final class MovableBase implements InstantSource {
  private volatile Instant now = Given.START;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
