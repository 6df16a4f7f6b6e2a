package dev.alcove.dispatch;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Event;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Ports;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.hostapi.ScriptCall;
import dev.alcove.wire.EventFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An event from the bus becomes one queued run for each script that wants it. May get an event more
 * than once: the queued runs then have the same ids, and the inbox sees to it that only one takes
 * effect. Thread-safe.
 */
public final class FanOut {
  private static final Duration ROOT_KEPT = Duration.ofDays(1);
  private static final int ID_CHARACTERS = 32;

  private final Ports ports;
  private final Tenants tenants;

  FanOut(Ports ports, Tenants tenants) {
    this.ports = ports;
    this.tenants = tenants;
  }

  /**
   * Queues the runs, durable when this returns. An event that is too deep in a chain, or one too
   * many of its root, ends here, with a line in the tenant's log.
   *
   * @return how many runs were queued
   */
  public int accept(Event event) {
    Optional<LiveTenant> tenant = tenants.find(event.tenant());
    if (tenant.isEmpty()) {
      return 0;
    }
    String envelope = EventFormat.write(event).text();
    List<Subscriptions.Subscriber> subscribers = tenant.get().subscriptions().matching(envelope);
    if (subscribers.isEmpty()) {
      return 0;
    }
    Optional<String> stopped = stopped(event);
    if (stopped.isPresent()) {
      note(event, subscribers.getFirst(), stopped.get());
      return 0;
    }
    ports
        .queue()
        .sendAll(
            subscribers.stream().map(subscriber -> queued(event, subscriber)).toList(),
            Duration.ZERO);
    return subscribers.size();
  }

  private Optional<String> stopped(Event event) {
    if (event.hop() > Event.MOST_HOPS) {
      return Optional.of(
          "Event `"
              + event.type()
              + "` is "
              + event.hop()
              + " events away from its root; the most is "
              + Event.MOST_HOPS
              + ". It was not delivered.");
    }
    if (event.hop() == 0) {
      return Optional.empty();
    }
    int descendants =
        ports
            .admission()
            .countDescendants(event.tenant(), event.root(), 1, ports.clock().now().plus(ROOT_KEPT));
    return descendants <= Event.MOST_DESCENDANTS
        ? Optional.empty()
        : Optional.of(
            "One root event led to more than "
                + Event.MOST_DESCENDANTS
                + " others. Event `"
                + event.type()
                + "` was not delivered.");
  }

  private QueuedRun queued(Event event, Subscriptions.Subscriber subscriber) {
    ScriptRef script = new ScriptRef(event.tenant(), subscriber.app(), subscriber.script());
    return new QueuedRun(
        script,
        event.id(),
        execution(script, event.id()),
        TriggeredBy.EVENT,
        event.time(),
        event.hop(),
        event.root(),
        Optional.empty(),
        ScriptCall.eventJson(event));
  }

  /** The same for the same event and script, so that a duplicate is known as one. */
  static ExecutionId execution(ScriptRef script, String id) {
    String all = script.tenant() + "\n" + script.app() + "\n" + script.script() + "\n" + id;
    return new ExecutionId(Bytes.utf8(all).sha256().hex().substring(0, ID_CHARACTERS));
  }

  private void note(Event event, Subscriptions.Subscriber subscriber, String message) {
    ScriptRef script = new ScriptRef(event.tenant(), subscriber.app(), subscriber.script());
    ports
        .logs()
        .append(
            List.of(
                new LogLine(
                    ports.clock().now(),
                    event.tenant(),
                    subscriber.app(),
                    subscriber.script().value(),
                    execution(script, event.id()),
                    LogLine.Level.ERROR,
                    message,
                    event.userId().orElse(""),
                    "",
                    "{}")));
  }
}
