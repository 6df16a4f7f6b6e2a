package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Events that became durable together and are still to be handed to the bus.
 *
 * @param id the execution id, for a call of its own followed by {@code #} and the call's number
 */
public record OutboxItem(TenantId tenant, String id, List<Due> events) {
  /** An event and when it is to be published. */
  public record Due(Event event, Instant at) {
    public Due {
      requireNonNull(event, "event is null");
      requireNonNull(at, "at is null");
    }
  }

  public OutboxItem {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(id, "id is null");
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an outbox item has at least one event");
    }
  }

  /** The earliest moment at which something is to be done. */
  public Instant nextDue() {
    return events.stream().map(Due::at).min(Instant::compareTo).orElseThrow();
  }
}
