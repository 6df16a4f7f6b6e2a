package dev.alcove.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The one function between guest and host: {@code core.js} alone holds it. Takes numbers, text and
 * array buffers, answers text or a number; nothing else crosses, and nothing is thrown across. Used
 * by the realm's guest thread only.
 */
final class HostFunction implements ProxyExecutable {
  private static final int FAILED = -1;
  private static final int PENDING = -2;
  private static final int TIMED_OUT = -3;

  private @Nullable ActiveRun run;
  private HostException failure = platformFailed();
  private Bytes waiting = Bytes.EMPTY;
  private @Nullable Conclusion conclusion;

  void serve(ActiveRun next) {
    run = next;
  }

  @Override
  public Object execute(Value... arguments) {
    try {
      return dispatch(requireNonNull(run, "a realm without a run"), arguments);
    } catch (HostException e) {
      failure = e;
      return FAILED;
    } catch (InterruptedException e) {
      // The realm is being cancelled: the guest's next safepoint ends it.
      Thread.currentThread().interrupt();
      return TIMED_OUT;
    } catch (RuntimeException e) {
      failure = platformFailed();
      return FAILED;
    }
  }

  private Object dispatch(ActiveRun current, Value[] arguments) throws InterruptedException {
    return switch (arguments[0].asInt()) {
      case 0 -> call(current, arguments);
      case 1 -> start(current, arguments);
      case 2 -> take(arguments[1]);
      case 3 -> failureJson();
      case 4 -> timer(current, arguments[1].asInt(), arguments[2].asInt());
      case 5 -> clear(current, arguments[1].asInt());
      case 6 -> (double) current.clock().now().toEpochMilli();
      case 7 -> current.random().nextDouble();
      case 8 -> fill(current, arguments[1]);
      case 9 -> encode(current, arguments[1].asString());
      case 10 -> decode(arguments);
      case 11 -> remaining(current);
      case 12 -> touch(current, arguments[1].asString(), arguments[2].asString());
      case 13 ->
          end(current, arguments[1].asString(), arguments[2].asString(), arguments[3].asString());
      case 14 -> conclude(current, arguments);
      default -> throw new IllegalArgumentException("no such request");
    };
  }

  private Object call(ActiveRun current, Value[] arguments) throws InterruptedException {
    Pending pending = begin(current, arguments, 3, 0);
    Answer answer = pending.answer();
    if (answer == null) {
      answer = current.mailbox().await(pending);
    }
    if (answer == null) {
      if (current.mailbox().takeSoft()) {
        return TIMED_OUT;
      }
      stay(current);
      return TIMED_OUT;
    }
    return shown(answer);
  }

  private Object start(ActiveRun current, Value[] arguments) throws InterruptedException {
    Pending pending = begin(current, arguments, 4, arguments[3].asInt());
    Answer answer = pending.answerOrListen();
    return answer == null ? PENDING : shown(answer);
  }

  private Pending begin(ActiveRun current, Value[] arguments, int bytesAt, int id)
      throws InterruptedException {
    String operation = arguments[1].asString();
    String json = arguments[2].asString();
    Bytes bytes = arguments.length > bytesAt ? read(current, arguments[bytesAt]) : Bytes.EMPTY;
    if (json.length() > current.argumentBytes()) {
      throw new HostException(
          "RangeError",
          ErrorCode.TOO_LARGE,
          "The arguments of `" + operation + "` are larger than the platform takes.");
    }
    long began = current.ticker().nanos();
    int count = current.meter().started(operation, json.length() + (long) bytes.size());
    int most = current.limits().hostCalls();
    if (count > most) {
      end(
          current,
          Ending.of(
              Outcome.HOST_CALLS_EXCEEDED,
              "The run made more than " + most + " host calls.",
              "hostCalls: used " + count + ", allowed " + most));
    }
    Pending pending = new Pending(current, operation, id, began);
    try {
      current.operations().start(operation, json, bytes, pending);
    } catch (HostException e) {
      pending.fail(e);
    } catch (RuntimeException e) {
      // Whatever it says may be about the platform: the guest hears nothing of it.
      pending.fail(platformFailed());
    }
    if (current.isEnded()) {
      stay(current);
    }
    return pending;
  }

  /** What the guest is told of anything unforeseen: nothing. */
  private static HostException platformFailed() {
    return new HostException(ErrorCode.PLATFORM_FAILED, "The platform failed.");
  }

  /** Turns an answer into what {@code receive} in core.js takes. */
  private Object shown(Answer answer) {
    return switch (answer) {
      case Answer.Json(String text) -> text;
      case Answer.Binary(Bytes bytes) -> {
        waiting = bytes;
        yield bytes.size();
      }
      case Answer.Failed(HostException told) -> {
        failure = told;
        yield FAILED;
      }
    };
  }

  /** Makes {@code answer} what the guest's {@code settle} is given. */
  Object deliver(Answer answer) {
    return shown(answer);
  }

  /** Lets the guest take {@code bytes} with its next call. */
  int offer(Bytes bytes) {
    waiting = bytes;
    return bytes.size();
  }

  private Object take(Value buffer) {
    copy(waiting.toArray(), buffer);
    waiting = Bytes.EMPTY;
    return "";
  }

  private static void copy(byte[] from, Value buffer) {
    ByteBuffer source = ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    // Eight bytes at a time: each call through the boundary costs the same.
    for (; at + Long.BYTES <= from.length; at += Long.BYTES) {
      buffer.writeBufferLong(ByteOrder.LITTLE_ENDIAN, at, source.getLong(at));
    }
    for (; at < from.length; at++) {
      buffer.writeBufferByte(at, from[at]);
    }
  }

  private static Bytes read(ActiveRun current, Value buffer) {
    long size = buffer.getBufferSize();
    if (size > current.argumentBytes()) {
      throw new HostException(
          "RangeError", ErrorCode.TOO_LARGE, "The buffer is larger than the platform takes.");
    }
    return readRange(buffer, 0, (int) size);
  }

  static Bytes readRange(Value buffer, int from, int size) {
    byte[] bytes = new byte[size];
    buffer.readBuffer(from, bytes, 0, size);
    return Bytes.owning(bytes);
  }

  private Object failureJson() {
    return "{\"name\":"
        + Json.quoted(failure.name())
        + ",\"code\":"
        + Json.quoted(failure.code().name())
        + ",\"message\":"
        + Json.quoted(failure.text())
        + "}";
  }

  /** Told by the realm rather than asked of it: most often it is there when the call returns. */
  @Nullable Conclusion conclusion() {
    return conclusion;
  }

  private Object conclude(ActiveRun current, Value[] arguments) {
    long size = arguments.length > 3 ? arguments[3].getBufferSize() : 0;
    Bytes bytes =
        size == 0 || size > current.limits().responseBytes()
            ? Bytes.EMPTY
            : readRange(arguments[3], 0, (int) size);
    conclusion = new Conclusion(arguments[1].asBoolean(), arguments[2].asString(), bytes, size);
    return "";
  }

  private static Object timer(ActiveRun current, int id, int millis) {
    current.mailbox().setTimer(id, millis);
    return "";
  }

  private static Object clear(ActiveRun current, int id) {
    current.mailbox().clearTimer(id);
    return "";
  }

  private static Object fill(ActiveRun current, Value buffer) {
    byte[] bytes = new byte[(int) buffer.getBufferSize()];
    current.random().nextBytes(bytes);
    copy(bytes, buffer);
    return "";
  }

  private Object encode(ActiveRun current, String text) {
    if (text.length() > current.limits().memoryBytes()) {
      throw HostException.range("The text is larger than the run's memory.");
    }
    return offer(Bytes.owning(text.getBytes(UTF_8)));
  }

  private static Object decode(Value[] arguments) {
    return readRange(arguments[1], arguments[2].asInt(), arguments[3].asInt()).text();
  }

  private static Object remaining(ActiveRun current) {
    Limits left = new Limits(current);
    return left.json();
  }

  private record Limits(ActiveRun run) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    String json() {
      var limits = run.limits();
      return "{\"cpuMs\":"
          + left(limits.cpuMillis(), run.cpuNanosUsed() / NANOS_PER_MILLI)
          + ",\"wallMs\":"
          + left(limits.wallMillis(), run.wallNanosUsed() / NANOS_PER_MILLI)
          + ",\"memoryBytes\":"
          + left(limits.allocatedBytes(), run.allocatedBytesUsed())
          + ",\"hostCalls\":"
          + left(limits.hostCalls(), run.meter().counted())
          + "}";
    }

    private static long left(long allowed, long used) {
      return Math.max(0, allowed - used);
    }
  }

  private static Object touch(ActiveRun current, String what, String stack)
      throws InterruptedException {
    if (current.preparing()) {
      String line = Frames.first(stack);
      end(
          current,
          Ending.of(
              Outcome.CANCELLED,
              "The top level asks for " + what + ".",
              what + (line.isEmpty() ? "" : " at " + line)));
    }
    return "";
  }

  private static Object end(ActiveRun current, String outcome, String code, String message)
      throws InterruptedException {
    Outcome ended = outcomeOf(outcome);
    end(current, new Ending(ended, codeOf(code, ended), message, ""));
    return "";
  }

  private static Outcome outcomeOf(String name) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(name) && outcome != Outcome.OK) {
        return outcome;
      }
    }
    return Outcome.PLATFORM_FAILED;
  }

  private static ErrorCode codeOf(String name, Outcome outcome) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.of(outcome);
  }

  private static void end(ActiveRun current, Ending why) throws InterruptedException {
    current.end(why);
    stay(current);
  }

  /**
   * Keeps the guest thread here until its realm is being cancelled, so that not one more guest
   * instruction runs.
   */
  private static void stay(ActiveRun current) throws InterruptedException {
    synchronized (current) {
      while (true) {
        current.wait();
      }
    }
  }
}
