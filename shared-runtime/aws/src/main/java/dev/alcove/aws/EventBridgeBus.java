package dev.alcove.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Event;
import dev.alcove.domain.EventBus;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.EventFormat;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The bus. A request has at most ten events and 256 KB; what EventBridge did not take of one, and
 * what it gave no answer for, is returned to be tried again. A refusal of the whole request that
 * trying again cannot cure, such as a missing right, is thrown.
 *
 * <p>EventBridge takes events for a bus that does not exist, and drops them: the stack has to name
 * its own bus in the settings.
 */
final class EventBridgeBus implements EventBus {
  static final int MOST_ENTRIES = 10;
  static final int MOST_BYTES = 256 * 1024;

  /** What EventBridge counts for an event's time. */
  private static final int TIME_BYTES = 14;

  private static final int FIRST_SERVER_FAULT = 500;

  private final EventBridgeClient events;
  private final String bus;

  EventBridgeBus(EventBridgeClient events, String bus) {
    this.events = requireNonNull(events, "events is null");
    this.bus = requireNonNull(bus, "bus is null");
  }

  /** An event as it is sent. */
  private record Sent(Event event, String detail, int bytes) {
    static Sent of(Event event) {
      String detail = EventFormat.detail(event);
      return new Sent(
          event,
          detail,
          TIME_BYTES
              + event.source().getBytes(UTF_8).length
              + event.type().getBytes(UTF_8).length
              + detail.getBytes(UTF_8).length);
    }
  }

  @Override
  public List<Event> publish(List<Event> all) {
    List<Event> left = new ArrayList<>();
    List<Sent> some = new ArrayList<>();
    int bytes = 0;
    for (Event event : all) {
      Sent sent = Sent.of(event);
      if (some.size() == MOST_ENTRIES || bytes + sent.bytes() > MOST_BYTES) {
        left.addAll(send(some));
        some.clear();
        bytes = 0;
      }
      some.add(sent);
      bytes += sent.bytes();
    }
    left.addAll(send(some));
    return List.copyOf(left);
  }

  private List<Event> send(List<Sent> some) {
    if (some.isEmpty()) {
      return List.of();
    }
    List<PutEventsRequestEntry> entries = some.stream().map(this::entry).toList();
    List<PutEventsResultEntry> results;
    try {
      results = events.putEvents(put -> put.entries(entries)).entries();
    } catch (SdkClientException e) {
      return some.stream().map(Sent::event).toList();
    } catch (EventBridgeException e) {
      if (e.statusCode() >= FIRST_SERVER_FAULT || e.isThrottlingException()) {
        return some.stream().map(Sent::event).toList();
      }
      throw e;
    }
    List<Event> left = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      if (i >= results.size() || results.get(i).errorCode() != null) {
        left.add(some.get(i).event());
      }
    }
    return left;
  }

  private PutEventsRequestEntry entry(Sent sent) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(sent.event().source())
        .detailType(sent.event().type())
        .detail(sent.detail())
        .time(sent.event().time())
        .build();
  }

  /** EventBridge keeps nothing that one could ask for: an event on its way is dropped later. */
  @Override
  public void erase(TenantId tenant) {}
}
