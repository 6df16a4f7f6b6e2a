package dev.alcove.dispatch;

import dev.alcove.domain.Event;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Ports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands durable events to the bus: at once after a commit, and again by the sweeper for those that
 * were left or are delayed. A crash between the two steps publishes an event twice, which the inbox
 * knows. Thread-safe.
 */
public final class Relay {
  /** How many items one sweep takes; more wait for the next. */
  private static final int MOST_ITEMS = 100;

  private final Ports ports;

  Relay(Ports ports) {
    this.ports = ports;
  }

  /** Publishes what is due; returns how many events went out. */
  public int sweep() {
    Instant now = ports.clock().now();
    int published = 0;
    for (OutboxItem item : ports.outbox().due(now, MOST_ITEMS)) {
      published += hand(item, now);
    }
    return published;
  }

  /** Publishes what is due of one item; returns how many events went out. */
  public int hand(OutboxItem item) {
    return hand(item, ports.clock().now());
  }

  private int hand(OutboxItem item, Instant now) {
    List<Event> due = new ArrayList<>();
    List<OutboxItem.Due> remaining = new ArrayList<>();
    for (OutboxItem.Due one : item.events()) {
      if (one.at().isAfter(now)) {
        remaining.add(one);
      } else {
        due.add(one.event());
      }
    }
    List<Event> refused = ports.bus().publish(due);
    for (Event event : refused) {
      remaining.add(new OutboxItem.Due(event, now));
    }
    ports.outbox().keep(item.tenant(), item.id(), remaining);
    return due.size() - refused.size();
  }
}
