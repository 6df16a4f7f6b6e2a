package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A queued run that was given up.
 *
 * @param attempts how often it was tried
 * @param reason the last attempt's error, for people
 */
public record DeadLetter(QueuedRun run, Outcome outcome, int attempts, String reason, Instant at) {
  public DeadLetter {
    requireNonNull(run, "run is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(at, "at is null");
  }
}
