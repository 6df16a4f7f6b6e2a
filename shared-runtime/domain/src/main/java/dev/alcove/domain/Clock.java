package dev.alcove.domain;

import java.time.Instant;

/**
 * Calendar time: cron, expiry, {@code Date} in scripts, delays, tokens. On the laptop it can be
 * moved. Never used to measure how long something takes: that is {@link Ticker}. Thread-safe.
 */
public interface Clock {
  /** The time now, to the millisecond at least. */
  Instant now();
}
