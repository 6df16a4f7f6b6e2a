package dev.alcove.hostapi;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The calls of one run that wait for stores: some at a time, the rest in the order of the script.
 * Each goes to the shared threads by itself, so that a run with a thousand calls stands in line
 * with the others. Thread-safe.
 */
final class CallLane {
  private static final int MOST_UNDER_WAY = 8;

  /** What the arguments of waiting calls may hold of the process's memory, bytes. */
  private static final long MOST_WAITING_BYTES = 16L << 20;

  private final Executor threads;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private int underWay;
  private boolean closed;

  private record Waiting(Runnable call, long weight) {}

  CallLane(Executor threads) {
    this.threads = threads;
  }

  /**
   * Makes a call, now or when there is room.
   *
   * @param weight the bytes that its arguments hold
   * @throws HostException if too much waits, or the process has no thread for it
   */
  void add(Runnable call, long weight) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (underWay == MOST_UNDER_WAY) {
        if (waitingBytes + weight > MOST_WAITING_BYTES) {
          throw new HostException(
              ErrorCode.TOO_LARGE, "Too many large calls at once: await some before the next.");
        }
        waiting.add(new Waiting(call, weight));
        waitingBytes += weight;
        return;
      }
      underWay++;
    }
    try {
      threads.execute(() -> make(call));
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        underWay--;
      }
      throw new HostException(
          ErrorCode.NO_FREE_SLOT, "The platform has too much to do now; try again.");
    }
  }

  /** Drops what has not begun; what has begun ends by itself. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void make(Runnable call) {
    try {
      if (!isClosed()) {
        call.run();
      }
    } finally {
      next();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void next() {
    Waiting next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        underWay--;
        return;
      }
      waitingBytes -= next.weight;
    }
    Runnable call = next.call;
    try {
      threads.execute(() -> make(call));
    } catch (RejectedExecutionException e) {
      // This thread is free: better it goes on than that the call is lost.
      make(call);
    }
  }
}
