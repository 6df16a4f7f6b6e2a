package dev.alcove.domain;

import java.util.List;

/** Port: the bus. What is published reaches {@code dispatch.FanOut} at least once. Thread-safe. */
public interface EventBus extends TenantScoped {
  /**
   * Hands events to the bus.
   *
   * @return the events that were not taken, to be tried again; empty: all are durable on the bus
   */
  List<Event> publish(List<Event> events);
}
