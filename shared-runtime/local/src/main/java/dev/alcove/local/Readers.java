package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A few connections that only read. Each read sees all that was acknowledged before it began, and
 * nothing of a transaction that is under way. Thread-safe.
 */
final class Readers implements AutoCloseable {
  private final ConcurrentLinkedDeque<Sql> idle;
  private final Semaphore free;
  private final int size;
  private final Failures failures;
  private volatile boolean closed;

  Readers(List<Sql> connections, Failures failures) {
    this.idle = new ConcurrentLinkedDeque<>(connections);
    this.size = connections.size();
    this.free = new Semaphore(size);
    this.failures = requireNonNull(failures, "failures is null");
  }

  /** Reads by one statement. */
  <T> T read(Job<T> job) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw failures.closed();
      }
      // The one used last has the most of the file in its cache.
      Sql sql = idle.removeLast();
      try {
        return job.run(sql);
      } finally {
        idle.addLast(sql);
      }
    } catch (SQLException e) {
      throw failures.of(e);
    } finally {
      free.release();
    }
  }

  /** Reads by several statements that see the same state. */
  <T> T readTogether(Job<T> job) {
    return read(
        sql -> {
          sql.step("BEGIN");
          try {
            return job.run(sql);
          } finally {
            sql.step("COMMIT");
          }
        });
  }

  /** Waits for the reads under way, then closes; later reads are refused. */
  @Override
  public void close() throws SQLException {
    free.acquireUninterruptibly(size);
    try {
      closed = true;
      for (Sql sql : idle) {
        sql.close();
      }
    } finally {
      free.release(size);
    }
  }
}
