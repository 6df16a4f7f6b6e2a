package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The one thread that writes. It takes all jobs that wait, does each in a savepoint of one
 * transaction and commits once for all of them, so that a commit's flush to the disk is shared by
 * whoever came while the last one was under way. Thread-safe.
 */
final class Writer implements AutoCloseable {
  /** How many jobs may wait; who comes then waits to be let in. */
  private static final int MOST_WAITING = 1_024;

  /** How many share a transaction: more would only make the first wait longer. */
  private static final int MOST_TOGETHER = 128;

  private static final String SAVE = "SAVEPOINT job";
  private static final String RELEASE = "RELEASE job";
  private static final String UNDO = "ROLLBACK TO job";

  private final Sql sql;
  private final Failures failures;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final LinkedBlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
  private final Object door = new Object();
  private final Thread thread;

  private boolean closed; // guarded by door
  private Durability durability = Durability.POWER; // the thread's
  private final AtomicLong commits = new AtomicLong();

  Writer(Sql sql, Failures failures) {
    this.sql = requireNonNull(sql, "sql is null");
    this.failures = requireNonNull(failures, "failures is null");
    this.thread = Thread.ofPlatform().name("alcove-writer").daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /**
   * Does a job and waits until it is as durable as asked. Not interruptible: whoever gave up
   * waiting could not know whether it was done.
   *
   * @throws WorldException if it could not be written; then it is undone
   */
  <T> T write(Durability needed, Job<T> job) {
    places.acquireUninterruptibly();
    try {
      return enter(new Pending<>(needed, job)).join();
    } catch (CompletionException e) {
      throw thrown(e);
    } finally {
      places.release();
    }
  }

  /**
   * Does a job some time later, without waiting. For callers that have one such job at a time:
   * these are let in always.
   *
   * @param then called when the job has ended, with whether it is written; on the writer's thread
   */
  void later(Durability needed, Job<Boolean> job, Consumer<Boolean> then) {
    CompletableFuture<Boolean> _ =
        enter(new Pending<>(needed, job))
            .whenComplete((_, failure) -> then.accept(failure == null));
  }

  /** How many transactions were committed; fewer than jobs when jobs shared them. */
  long commits() {
    return commits.get();
  }

  private <T> CompletableFuture<T> enter(Pending<T> pending) {
    synchronized (door) {
      if (closed) {
        pending.result.completeExceptionally(failures.closed());
      } else {
        waiting.add(pending);
      }
    }
    return pending.result;
  }

  /** The failure again, with the stack of the thread that waited; the writer's is the cause. */
  private RuntimeException thrown(CompletionException e) {
    Throwable cause = e.getCause();
    return switch (cause) {
      case WorldException failure ->
          new WorldException(failure.problem(), String.valueOf(failure.getMessage()), failure);
      case RuntimeException failure -> failure;
      case null, default -> new IllegalStateException("the writer failed", e);
    };
  }

  private void work() {
    List<Pending<?>> batch = new ArrayList<>();
    while (true) {
      try {
        batch.add(waiting.take());
      } catch (InterruptedException e) {
        continue; // Nobody has a reason to: close() has its own way.
      }
      waiting.drainTo(batch, MOST_TOGETHER - 1);
      boolean last = batch.removeIf(pending -> pending.last);
      if (!batch.isEmpty()) {
        settle(batch);
      }
      if (last) {
        return;
      }
      batch.clear();
    }
  }

  private void settle(List<Pending<?>> batch) {
    try {
      together(batch);
    } catch (SQLException e) {
      undoAll();
      if (batch.size() == 1) {
        batch.getFirst().result.completeExceptionally(failures.of(e));
      } else {
        // One job too big for the disk must not fail the others.
        batch.forEach(pending -> settle(List.of(pending)));
      }
    } catch (RuntimeException | Error e) {
      undoAll();
      batch.forEach(pending -> pending.result.completeExceptionally(e));
    }
  }

  private void together(List<Pending<?>> batch) throws SQLException {
    need(
        batch.stream().anyMatch(pending -> pending.needed == Durability.POWER)
            ? Durability.POWER
            : Durability.PROCESS);
    sql.step("BEGIN IMMEDIATE");
    List<Runnable> answers = new ArrayList<>(batch.size());
    for (Pending<?> pending : batch) {
      answers.add(attempt(pending));
    }
    sql.step("COMMIT");
    commits.incrementAndGet();
    answers.forEach(Runnable::run);
  }

  private <T> Runnable attempt(Pending<T> pending) throws SQLException {
    sql.step(SAVE);
    try {
      T result = pending.job.run(sql);
      sql.step(RELEASE);
      return () -> pending.result.complete(result);
    } catch (RuntimeException e) {
      sql.step(UNDO);
      sql.step(RELEASE);
      return () -> pending.result.completeExceptionally(e);
    }
  }

  private void need(Durability needed) throws SQLException {
    if (needed != durability) {
      sql.run("PRAGMA synchronous = " + needed.synchronous());
      durability = needed;
    }
  }

  private void undoAll() {
    try {
      sql.run("ROLLBACK");
    } catch (SQLException e) {
      // After some failures SQLite has rolled back itself; then there is nothing left to undo.
    }
  }

  /** Does what still waits, then stops. Later jobs are refused. */
  @Override
  public void close() {
    synchronized (door) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.add(Pending.last());
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A job that waits for its turn. */
  private static final class Pending<T> {
    final Durability needed;
    final Job<T> job;
    final boolean last;
    final CompletableFuture<T> result = new CompletableFuture<>();

    Pending(Durability needed, Job<T> job) {
      this(needed, job, false);
    }

    private Pending(Durability needed, Job<T> job, boolean last) {
      this.needed = requireNonNull(needed, "needed is null");
      this.job = requireNonNull(job, "job is null");
      this.last = last;
    }

    /** Nothing comes after this one, which asks for nothing itself. */
    static Pending<Boolean> last() {
      return new Pending<>(Durability.PROCESS, _ -> true, true);
    }
  }
}
