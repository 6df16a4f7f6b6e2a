package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that waits in the queue: one subscriber of one event, one tick of one schedule, or one job
 * started by hand.
 *
 * @param id the event's id, {@code cron:<scheduled time>}, or the execution id of a job
 * @param execution stays the same over retries
 * @param triggeredBy what {@code context.execution.triggeredBy} says
 * @param time when the event happened or the tick was due
 * @param input JSON text: the event as scripts see it, or the input
 * @param user for whom it runs; empty: the live deployment's user
 */
public record QueuedRun(
    ScriptRef script,
    String id,
    ExecutionId execution,
    TriggeredBy triggeredBy,
    Instant time,
    int hop,
    String root,
    Optional<User> user,
    String input) {
  public QueuedRun {
    requireNonNull(script, "script is null");
    requireNonNull(id, "id is null");
    requireNonNull(execution, "execution is null");
    requireNonNull(triggeredBy, "triggeredBy is null");
    requireNonNull(time, "time is null");
    requireNonNull(root, "root is null");
    requireNonNull(user, "user is null");
    requireNonNull(input, "input is null");
  }
}
