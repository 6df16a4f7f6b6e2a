package dev.alcove.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells loops that there may be something to do: something was sent, published or scheduled, or the
 * clock was moved. A loop reads {@link #count} before it looks for work and waits with that number
 * after it found none, so that nothing slips in between. Thread-safe.
 */
public final class Signals {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private long count;

  Signals() {}

  /** How often there was something. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there was something after {@code seen}, at most for {@code atMost} of real time.
   *
   * @return whether there was
   */
  public boolean await(long seen, Duration atMost) throws InterruptedException {
    long nanos = TimeUnit.NANOSECONDS.convert(atMost);
    lock.lockInterruptibly();
    try {
      while (count == seen && nanos > 0) {
        nanos = raised.awaitNanos(nanos);
      }
      return count != seen;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes all loops that wait. */
  public void raise() {
    lock.lock();
    try {
      count++;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
