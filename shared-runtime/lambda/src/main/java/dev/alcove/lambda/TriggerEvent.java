package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Scheduler;
import dev.alcove.wire.TickFormat;

/** Everything that calls the function {@code trigger}. */
public sealed interface TriggerEvent {
  /** Events of the bus, each in a message of their queue. */
  record Events(SqsEvent messages) implements TriggerEvent {
    public Events {
      requireNonNull(messages, "messages is null");
    }
  }

  /** Items of the outbox, from its stream. */
  record Written(OutboxEvent outbox) implements TriggerEvent {
    public Written {
      requireNonNull(outbox, "outbox is null");
    }
  }

  /** A tenant's schedule has come due. */
  record Due(Scheduler.Tick tick) implements TriggerEvent {
    public Due {
      requireNonNull(tick, "tick is null");
    }
  }

  /** The sweeper's minute: {@code {"v": 1, "sweep": true}}. */
  record Sweep() implements TriggerEvent {}

  /** Reads an event. */
  static Decoded<TriggerEvent> decode(Bytes event) {
    return EventReader.read(event, reader -> of(reader, event));
  }

  private static TriggerEvent of(EventReader event, Bytes whole) {
    if (event.at("Records").isThere()) {
      String source = event.at("Records").at(0).optionalText("eventSource").orElse("");
      return source.equals(OutboxEvent.SOURCE)
          ? new Written(OutboxEvent.of(event))
          : new Events(SqsEvent.of(event));
    }
    return event.flag("sweep") ? new Sweep() : new Due(TickFormat.read(whole));
  }
}
