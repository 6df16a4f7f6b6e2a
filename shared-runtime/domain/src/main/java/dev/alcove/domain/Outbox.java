package dev.alcove.domain;

import java.time.Instant;
import java.util.List;

/** Port: events that are durable but not yet on the bus. Thread-safe. */
public interface Outbox extends TenantScoped {
  /** Adds an item of its own; an item of that id that is there already is left as it is. */
  void add(OutboxItem item);

  /** Items with at least one event due at {@code now}, the oldest first. */
  List<OutboxItem> due(Instant now, int limit);

  /**
   * Keeps only the events that are still to come; removes the item if none is. Never brings back an
   * item that is gone: two may work on the same one.
   */
  void keep(TenantId tenant, String id, List<OutboxItem.Due> remaining);
}
