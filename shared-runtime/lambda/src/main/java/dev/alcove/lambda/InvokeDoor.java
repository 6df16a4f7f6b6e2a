package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.dispatch.DirectRuns;
import dev.alcove.dispatch.DirectRuns.Callee;
import dev.alcove.dispatch.QueuedRuns.Disposition;
import dev.alcove.dispatch.ResultView;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what waits in the queue, and what the company's own systems call directly. Thread-safe.
 *
 * <p>A message that is reported as failed stays in the queue and shows again when its time comes;
 * it is hidden for as long as the run's back-off says. One that is no run at all comes again until
 * the queue gives it to its dead letters.
 */
public final class InvokeDoor {
  /** A poison message is seen a hundred times before the dead letters have it: some hours. */
  private static final Duration POISON = Duration.ofMinutes(5);

  /** What the platform could not do now, such as a table that throttles, it can do soon. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(InvokeDoor.class);

  /** Makes a delivery of a message, which the queue has handed to us in its own form. */
  public interface Receiver {
    /**
     * The run in a message; empty if it is not due yet and was hidden again.
     *
     * @throws FormatException if there is none
     */
    Optional<RunQueue.Delivery> receive(SqsEvent.Message message);
  }

  private final FunctionProcess process;

  public InvokeDoor(FunctionProcess process) {
    this.process = requireNonNull(process, "process is null");
  }

  /** Deals with an event: messages of the queue, or a direct call. */
  public Bytes handle(Bytes event) {
    Decoded<Boolean> queued =
        EventReader.read(
            event, reader -> reader.node().isObject() && reader.at("Records").isThere());
    return switch (queued) {
      case Decoded.Good<Boolean>(Boolean records) -> records ? messages(event) : direct(event);
      case Decoded.Unreadable<Boolean>(String why) -> refused(why);
    };
  }

  private Bytes messages(Bytes event) {
    return switch (SqsEvent.decode(event)) {
      case Decoded.Good<SqsEvent>(SqsEvent good) -> {
        List<String> failed = new ArrayList<>();
        for (SqsEvent.Message message : good.messages()) {
          if (!run(message)) {
            failed.add(message.id());
          }
        }
        yield SqsEvent.answer(failed);
      }
      case Decoded.Unreadable<SqsEvent>(String why) -> throw new UnreadableEventException(why);
    };
  }

  /** Whether the message is dealt with. */
  private boolean run(SqsEvent.Message message) {
    try {
      Optional<RunQueue.Delivery> delivery = process.receiver().receive(message);
      return delivery.isPresent() && run(delivery.get());
    } catch (FormatException e) {
      LOG.error("Message {} is no run. {}", message.id(), e.getMessage());
      hide(message.handle(), POISON);
      return false;
    } catch (RuntimeException e) {
      LOG.error("The run in message {} could not be made; it comes again.", message.id(), e);
      hide(message.handle(), SOON);
      return false;
    }
  }

  private boolean run(RunQueue.Delivery delivery) {
    return switch (process.dispatch().queued().handle(delivery.run())) {
      case Disposition.Done done -> {
        if (process.spoilt()) {
          // The invocation will end with an error, after which Lambda leaves the message.
          process.ports().queue().acknowledge(delivery.handle());
        }
        yield true;
      }
      case Disposition.Again again -> {
        process.ports().queue().postpone(delivery.handle(), again.after());
        yield false;
      }
    };
  }

  private void hide(String handle, Duration time) {
    try {
      process.ports().queue().postpone(handle, time);
    } catch (RuntimeException e) {
      LOG.warn("A message could not be hidden; it shows when its queue says so.", e);
    }
  }

  private Bytes direct(Bytes event) {
    return switch (InvokeEvent.decode(event)) {
      case Decoded.Good<InvokeEvent>(InvokeEvent call) -> {
        try {
          yield call.async() ? queue(call) : now(call);
        } catch (RuntimeException e) {
          String id = process.ports().ids().next();
          LOG.error("Call {} of {} has failed.", id, call.callee(), e);
          yield view(
              RunResult.refused(
                  Outcome.PLATFORM_FAILED,
                  Failure.of(
                      ErrorCode.PLATFORM_FAILED, "The call `" + id + "` could not be served.")));
        }
      }
      case Decoded.Unreadable<InvokeEvent>(String why) -> refused(why);
    };
  }

  private Bytes now(InvokeEvent call) {
    return view(
        process
            .dispatch()
            .direct()
            .now(call.tenant(), call.callee(), call.input(), call.user(), triggeredBy(call)));
  }

  private Bytes queue(InvokeEvent call) {
    DirectRuns.Queued queued =
        process
            .dispatch()
            .direct()
            .queue(call.tenant(), call.callee(), call.input(), call.user(), triggeredBy(call));
    return switch (queued) {
      case DirectRuns.Queued.As as ->
          Json.bytes(Json.object().put("execution", as.execution().value()));
      case DirectRuns.Queued.Refused refused -> view(refused.result());
    };
  }

  private static TriggeredBy triggeredBy(InvokeEvent call) {
    return switch (call.callee()) {
      case Callee.ByName named -> TriggeredBy.API;
      case Callee.ByHook hooked -> TriggeredBy.HOOK;
    };
  }

  private static Bytes refused(String why) {
    LOG.error("A call cannot be read. {}", why);
    return view(RunResult.refused(Outcome.REJECTED, Failure.of(ErrorCode.INVALID_INPUT, why)));
  }

  private static Bytes view(RunResult result) {
    return Json.bytes(ResultView.of(result));
  }
}
