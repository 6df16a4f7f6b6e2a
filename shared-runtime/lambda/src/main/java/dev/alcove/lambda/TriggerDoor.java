package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.dispatch.Dispatch;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Scheduler;
import dev.alcove.wire.EventFormat;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What calls the function {@code trigger} becomes queued runs. Nothing is lost: a message that
 * fails comes again and then goes to the dead letters of its queue, an item of the outbox stays in
 * its table for the sweeper, and for everything else AWS calls again after an error. Thread-safe.
 */
public final class TriggerDoor {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerDoor.class);

  private final Dispatch dispatch;

  public TriggerDoor(Dispatch dispatch) {
    this.dispatch = requireNonNull(dispatch, "dispatch is null");
  }

  /**
   * Deals with an event.
   *
   * @throws UnreadableEventException if it is none of those that are known
   */
  public Bytes handle(Bytes event) {
    return switch (TriggerEvent.decode(event)) {
      case Decoded.Good<TriggerEvent>(TriggerEvent good) -> handle(good);
      case Decoded.Unreadable<TriggerEvent>(String why) -> throw new UnreadableEventException(why);
    };
  }

  private Bytes handle(TriggerEvent event) {
    return switch (event) {
      case TriggerEvent.Events events -> fanOut(events.messages());
      case TriggerEvent.Written written -> relay(written.outbox());
      case TriggerEvent.Due due -> tick(due.tick());
      case TriggerEvent.Sweep sweep ->
          Json.bytes(Json.object().put("published", dispatch.relay().sweep()));
    };
  }

  private Bytes fanOut(SqsEvent event) {
    List<String> failed = new ArrayList<>();
    for (SqsEvent.Message message : event.messages()) {
      try {
        dispatch.fanOut().accept(EventFormat.read(Bytes.utf8(message.body())));
      } catch (FormatException e) {
        LOG.error("Message {} is no event of the bus. {}", message.id(), e.getMessage());
        failed.add(message.id());
      } catch (RuntimeException e) {
        LOG.error("Message {} could not be handed on; it comes again.", message.id(), e);
        failed.add(message.id());
      }
    }
    return SqsEvent.answer(failed);
  }

  /** An item that fails must not hold up the stream behind it: the sweeper finds it. */
  private Bytes relay(OutboxEvent outbox) {
    outbox.unreadable().forEach(why -> LOG.error("An item of the outbox cannot be read. {}", why));
    for (OutboxItem item : outbox.items()) {
      try {
        dispatch.relay().hand(item);
      } catch (RuntimeException e) {
        LOG.error("Item {} of {} is left to the sweeper.", item.id(), item.tenant(), e);
      }
    }
    return SqsEvent.answer(List.of());
  }

  private Bytes tick(Scheduler.Tick tick) {
    boolean queued = dispatch.ticks().accept(tick);
    if (!queued) {
      LOG.info("A tick of {} at {} belongs to nothing that is live.", tick.script(), tick.time());
    }
    return Json.bytes(Json.object().put("queued", queued));
  }
}
