package dev.alcove.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets runs share the process while their number and the sum of their memory limits stay below what
 * the heap can take. First come, first served, so that a large run is not passed by small ones for
 * ever. Thread-safe.
 */
final class MemoryGate {
  private final long bytes;
  private final int places;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private long bytesTaken;
  private int placesTaken;
  private long nextTicket;
  private long nowServing;

  MemoryGate(long bytes, int places) {
    this.bytes = bytes;
    this.places = places;
  }

  /**
   * Takes a place and memory. A run that alone is larger than the whole waits until it is alone.
   *
   * @return false if that took too long
   */
  boolean enter(long memory, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      long ticket = nextTicket++;
      while (ticket != nowServing || !fits(memory)) {
        if (left <= 0) {
          giveUp(ticket);
          return false;
        }
        left = freed.awaitNanos(left);
      }
      nowServing++;
      skipAbandoned();
      placesTaken++;
      bytesTaken += memory;
      freed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a place and memory only if nobody would have to wait for it. */
  boolean tryEnter(long memory) {
    lock.lock();
    try {
      if (nextTicket != nowServing || !fits(memory)) {
        return false;
      }
      placesTaken++;
      bytesTaken += memory;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave(long memory) {
    lock.lock();
    try {
      placesTaken--;
      bytesTaken -= memory;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean fits(long memory) {
    return placesTaken < places && (placesTaken == 0 || bytesTaken + memory <= bytes);
  }

  private final java.util.HashSet<Long> abandoned = new java.util.HashSet<>();

  private void giveUp(long ticket) {
    abandoned.add(ticket);
    skipAbandoned();
    freed.signalAll();
  }

  private void skipAbandoned() {
    while (abandoned.remove(nowServing)) {
      nowServing++;
    }
  }
}
