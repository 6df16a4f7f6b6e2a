package dev.alcove.engine;

import java.util.ArrayList;
import java.util.List;

/** Lets somebody else end a run. Thread-safe. */
public final class Cancellation {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  /** Ends the run with {@code CANCELLED}; the second call does nothing. */
  public void cancel() {
    List<Runnable> told;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    told.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Calls {@code listener} when cancelled, at once if that has happened. */
  void onCancel(Runnable listener) {
    synchronized (this) {
      if (!cancelled) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }
}
