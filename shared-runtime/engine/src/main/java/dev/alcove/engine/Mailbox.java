package dev.alcove.engine;

import dev.alcove.domain.Ticker;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a run's guest thread waits for, in the one place where it waits: ends of host operations,
 * timers, the soft deadline, the end of the run. Others post, the guest thread takes. Thread-safe.
 */
final class Mailbox {
  /** An event for the guest. */
  sealed interface Event {
    record Completed(int id, Answer answer) implements Event {}

    record TimerDue(int id) implements Event {}

    /**
     * The soft deadline passed while the guest waited; it stays pending until {@link #takeSoft}, so
     * that guest code hears of it that runs before the limit.
     */
    record SoftTimeout() implements Event {}

    /** The run has an {@link Ending}. */
    record Ended() implements Event {}

    /** No timer runs and no operation is under way: nothing can ever come. */
    record Idle() implements Event {}
  }

  private record Timer(int id, long due, long order) {}

  private static final Event SOFT = new Event.SoftTimeout();
  private static final Event ENDED = new Event.Ended();
  private static final Event IDLE = new Event.Idle();
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long LONGEST_WAIT_MILLIS = 50;

  private final Ticker ticker;
  private final ArrayDeque<Event> posted = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
  private long timersMade;
  private int underWay;
  private boolean soft;
  private boolean softOffered;
  private boolean timerAwaited;
  private boolean ended;

  Mailbox(Ticker ticker) {
    this.ticker = ticker;
  }

  /** An operation was started that will post its end. */
  synchronized void expect() {
    underWay++;
  }

  /** Tells the end of an operation that {@link #expect} announced. */
  synchronized void complete(int id, Answer answer) {
    underWay--;
    if (!ended) {
      posted.add(new Event.Completed(id, answer));
      notifyAll();
    }
  }

  synchronized void setTimer(int id, int millis) {
    timers.add(new Timer(id, ticker.nanos() + millis * NANOS_PER_MILLI, timersMade++));
  }

  synchronized void clearTimer(int id) {
    timers.removeIf(timer -> timer.id() == id);
  }

  /** Whoever waits is told of the soft deadline, once. */
  synchronized void softTimeout() {
    soft = true;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    posted.clear();
    timers.clear();
    notifyAll();
  }

  /** Whether the guest waits for nothing but timers. */
  synchronized boolean awaitsTimer() {
    return timerAwaited;
  }

  synchronized boolean softPending() {
    return soft;
  }

  /** Takes back a soft deadline that nobody was told of yet. */
  synchronized boolean takeSoft() {
    boolean was = soft;
    soft = false;
    return was;
  }

  /** Waits for the next event of the loop. */
  synchronized Event take() throws InterruptedException {
    Event event = next();
    timerAwaited = false;
    return event;
  }

  private Event next() throws InterruptedException {
    while (true) {
      if (ended) {
        return ENDED;
      }
      if (soft && !softOffered) {
        softOffered = true;
        return SOFT;
      }
      Event next = posted.poll();
      if (next != null) {
        return next;
      }
      Timer timer = timers.peek();
      if (timer == null) {
        if (underWay == 0) {
          return IDLE;
        }
        wait();
        continue;
      }
      long left = timer.due() - ticker.nanos();
      if (left <= 0) {
        timers.poll();
        return new Event.TimerDue(timer.id());
      }
      // Rounded up, so that a timer is never early; a ticker that jumps is looked at again soon.
      timerAwaited = underWay == 0;
      wait(Math.min(left / NANOS_PER_MILLI + 1, LONGEST_WAIT_MILLIS));
    }
  }

  /** Waits for one operation, while others queue up; null when the run was ended or is due. */
  synchronized @Nullable Answer await(Pending pending) throws InterruptedException {
    while (true) {
      Answer answer = pending.answer();
      if (ended || soft || answer != null) {
        return ended || soft ? null : answer;
      }
      wait();
    }
  }

  /** Wakes up who waits for one operation. */
  synchronized void wake() {
    notifyAll();
  }
}
