package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Says that an event took effect in a script.
 *
 * @param eventId the event's id, or {@code cron:<scheduled time>}
 * @param expires when it may be forgotten: later than the longest redrive
 */
public record InboxMark(ScriptRef script, String eventId, Instant expires) {
  public InboxMark {
    requireNonNull(script, "script is null");
    requireNonNull(eventId, "eventId is null");
    requireNonNull(expires, "expires is null");
  }
}
