package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Values that are written soon, many at a time, while nobody waits for them. Bounded: when the disk
 * cannot keep up, values are refused rather than kept. A crash loses what came in the last {@link
 * #LINGER_MILLIS}. Thread-safe.
 */
final class Backlog<T> {
  /** How much the writer does at once; others' commits wait meanwhile. */
  static final int MOST_TOGETHER = 500;

  /** How many are worth a transaction without waiting for more. */
  private static final int ENOUGH = 250;

  /** How long others are waited for: a transaction for each would cost more than the values. */
  private static final int LINGER_MILLIS = 25;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS);

  private final Database database;
  private final Insert<T> insert;
  private final int most;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settledSome = lock.newCondition();
  private final ArrayDeque<T> values = new ArrayDeque<>(); // guarded by lock
  private boolean writing; // guarded by lock
  private boolean lingering; // guarded by lock
  private int flushing; // guarded by lock
  private long added; // guarded by lock
  private long settled; // guarded by lock

  /**
   * A backlog of one kind of values.
   *
   * @param most how many may wait
   */
  Backlog(Database database, int most, Insert<T> insert) {
    this.database = requireNonNull(database, "database is null");
    this.most = most;
    this.insert = requireNonNull(insert, "insert is null");
  }

  /** How values are written, in one transaction. */
  interface Insert<T> {
    void into(Sql sql, List<T> values) throws SQLException;
  }

  /** Whether there was room; if not the value is lost. */
  boolean add(T value) {
    lock.lock();
    try {
      if (values.size() >= most) {
        return false;
      }
      values.add(value);
      added++;
      writeOrLinger();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was added before is written, or was lost with a failure of the disk. */
  void flush() {
    lock.lock();
    try {
      long until = added;
      flushing++;
      writeNext();
      while (settled < until) {
        settledSome.awaitUninterruptibly();
      }
      flushing--;
    } finally {
      lock.unlock();
    }
  }

  private void writeOrLinger() {
    if (flushing > 0 || values.size() >= ENOUGH) {
      writeNext();
    } else if (!lingering && !values.isEmpty()) {
      lingering = true;
      LATER.execute(this::lingered);
    }
  }

  private void lingered() {
    lock.lock();
    try {
      lingering = false;
      writeNext();
    } finally {
      lock.unlock();
    }
  }

  private void writeNext() {
    if (writing || values.isEmpty()) {
      return;
    }
    writing = true;
    List<T> next = new ArrayList<>(Math.min(values.size(), MOST_TOGETHER));
    while (next.size() < MOST_TOGETHER && !values.isEmpty()) {
      next.add(values.remove());
    }
    database.later(
        Durability.PROCESS,
        sql -> {
          insert.into(sql, next);
          return true;
        },
        _ -> ended(next.size()));
  }

  private void ended(int count) {
    lock.lock();
    try {
      settled += count;
      writing = false;
      settledSome.signalAll();
      writeOrLinger();
    } finally {
      lock.unlock();
    }
  }
}
