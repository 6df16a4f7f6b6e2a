package dev.alcove.engine;

import java.util.concurrent.LinkedBlockingQueue;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;

/**
 * Cancels contexts on a thread that was started before any guest ran: {@code close(true)} blocks
 * until the guest has unwound, and a process short of memory cannot start a thread. Thread-safe.
 */
final class Closer implements AutoCloseable {
  /** Contexts that do not end keep their thread busy; others must not wait for them. */
  private static final int THREADS = 2;

  private final LinkedBlockingQueue<Context> doomed = new LinkedBlockingQueue<>();
  private final Thread[] threads = new Thread[THREADS];

  Closer() {
    for (int i = 0; i < THREADS; i++) {
      threads[i] = new Thread(this::closeAll, "alcove-closer-" + i);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  void cancel(Context context) {
    doomed.add(context);
  }

  private void closeAll() {
    while (true) {
      try {
        doomed.take().close(true);
      } catch (InterruptedException e) {
        return;
      } catch (PolyglotException | IllegalStateException e) {
        // Cancelled is what we asked for.
      }
    }
  }

  @Override
  public void close() {
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}
