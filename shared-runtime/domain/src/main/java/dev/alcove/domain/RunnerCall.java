package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One run that a process of its tenant's own is asked to make: the strict tier.
 *
 * @param deadline when whoever asks stops waiting
 * @param session all that the run can reach the stores with
 */
public record RunnerCall(Invocation invocation, Instant deadline, Session session) {
  public RunnerCall {
    requireNonNull(invocation, "invocation is null");
    requireNonNull(deadline, "deadline is null");
    requireNonNull(session, "session is null");
  }
}
