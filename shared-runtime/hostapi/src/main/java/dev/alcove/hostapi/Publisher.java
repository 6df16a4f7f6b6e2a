package dev.alcove.hostapi;

import dev.alcove.domain.Clock;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Event;
import dev.alcove.domain.HostException;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.User;
import dev.alcove.hostapi.Operation.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events and metrics of one run, within their caps. Where an event comes from, how many led to
 * it and what they began with is the platform's knowledge; the script gives type and data. An
 * event's id is the same when a queued run is tried again, so that subscribers take it once.
 * Thread-safe.
 */
final class Publisher {
  private final Grant grant;
  private final Outbox outbox;
  private final Clock clock;
  private final WriteBudget budget;
  private final OutsideEffects effects;
  private final List<OutboxItem.Due> collected = new ArrayList<>();
  private final List<String> metrics = new ArrayList<>();
  private int count;
  private long bytes;

  Publisher(Grant grant, Outbox outbox, Clock clock, WriteBudget budget, OutsideEffects effects) {
    this.grant = grant;
    this.outbox = outbox;
    this.clock = clock;
    this.budget = budget;
    this.effects = effects;
  }

  /** Collects for the commit, or writes an item of its own: the answer comes when it is durable. */
  Answer publish(String type, String data, long delayMillis) {
    return switch (grant.effects()) {
      case REFUSED -> throw StorageAccess.readOnly("events.publish");
      case WITH_COMMIT -> {
        collect(type, data, delayMillis);
        yield Answer.NOTHING;
      }
      case IMMEDIATE -> {
        OutboxItem.Due due = due(type, data, delayMillis);
        OutboxItem item =
            new OutboxItem(grant.invocation().tenant(), due.event().id(), List.of(due));
        yield new Answer.Later(
            () -> {
              effects.add("events.publish");
              outbox.add(item);
              return Answer.NOTHING;
            });
      }
    };
  }

  /** Takes a metric: always, whatever becomes of the run. */
  synchronized void metric(String data) {
    count(Texts.utf8Length(data));
    metrics.add(data);
  }

  /** The events that belong into the commit. */
  synchronized Optional<OutboxItem> collected() {
    Invocation invocation = grant.invocation();
    return collected.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OutboxItem(invocation.tenant(), invocation.execution().value(), collected));
  }

  synchronized List<String> metrics() {
    return List.copyOf(metrics);
  }

  private synchronized void collect(String type, String data, long delayMillis) {
    OutboxItem.Due due = due(type, data, delayMillis);
    budget.addBytes(Texts.utf8Length(data));
    collected.add(due);
  }

  private synchronized OutboxItem.Due due(String type, String data, long delayMillis) {
    Invocation invocation = grant.invocation();
    int hop = invocation.hop() + 1;
    if (hop > Event.MOST_HOPS) {
      throw new HostException(
          ErrorCode.HOP_LIMIT,
          Event.MOST_HOPS + " events have led to this run; it cannot publish another one.");
    }
    count(Texts.utf8Length(type) + Texts.utf8Length(data));
    Instant now = clock.now();
    Event event =
        new Event(
            invocation.execution() + "#" + count,
            invocation.tenant(),
            "alcove." + invocation.tenant(),
            type,
            data,
            hop,
            invocation.root(),
            now,
            invocation.user().map(User::id));
    return new OutboxItem.Due(event, now.plusMillis(delayMillis));
  }

  private void count(long size) {
    Limits limits = grant.invocation().limits();
    if (count == limits.events()) {
      throw tooMuch("One run may publish " + limits.events() + " events.");
    }
    if (size > limits.eventBytes()) {
      throw tooMuch(
          "One event may have " + limits.eventBytes() + " bytes; this one has " + size + ".");
    }
    if (bytes + size > limits.eventsBytes()) {
      throw tooMuch("The events of one run may have " + limits.eventsBytes() + " bytes in all.");
    }
    count++;
    bytes += size;
  }

  private static HostException tooMuch(String message) {
    return new HostException(
        ErrorCode.TOO_LARGE, message + " Publish less, or a key under which the data is stored.");
  }
}
