package dev.alcove.dev;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Knows whether any loop is at work. Thread-safe. */
final class Activity {
  /** Between two loops there can be a moment without work and without a sign of it. */
  private static final long LOOK_AGAIN_NANOS = 2_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int atWork;
  private long begun;

  /** A loop looks for work from here on. */
  void begin() {
    lock.lock();
    try {
      atWork++;
      begun++;
    } finally {
      lock.unlock();
    }
  }

  /** It found none, or has finished it. */
  void end() {
    lock.lock();
    try {
      atWork--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nobody is at work and nothing is due.
   *
   * @param due asked while nobody is at work
   * @return whether that came about within {@code atMost}
   */
  boolean awaitIdle(BooleanSupplier due, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < deadline) {
      long before = awaitNobody(deadline);
      if (before >= 0 && !due.getAsBoolean() && begun() == before) {
        return true;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return false;
  }

  /** How often work was begun, once nobody is at work; -1: not in time. */
  private long awaitNobody(long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (atWork > 0) {
        if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
          return -1;
        }
      }
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private long begun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }
}
