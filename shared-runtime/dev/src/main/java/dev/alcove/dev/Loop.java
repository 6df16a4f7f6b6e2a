package dev.alcove.dev;

import dev.alcove.local.Signals;
import dev.alcove.local.WorldException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does one kind of work whenever there may be some, until it is interrupted. */
final class Loop implements Runnable {
  /** One look for work; what it finds it finishes. */
  interface Step {
    /** Whether there was any. */
    boolean once();
  }

  /** A lost signal would cost this much, and there are none. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final String name;
  private final Step step;
  private final Signals signals;
  private final Activity activity;

  Loop(String name, Step step, Signals signals, Activity activity) {
    this.name = name;
    this.step = step;
    this.signals = signals;
    this.activity = activity;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        // Read before looking: what comes in between is not slept through.
        long seen = signals.count();
        Duration wait = look();
        if (wait.isPositive()) {
          boolean more = signals.await(seen, wait);
          LOG.trace("Loop {} goes on, called: {}.", name, more);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long to wait before the next look. */
  private Duration look() {
    activity.begin();
    try {
      return step.once() ? Duration.ZERO : LONGEST_WAIT;
    } catch (WorldException e) {
      if (e.problem() == WorldException.Problem.CLOSED) {
        Thread.currentThread().interrupt();
      } else {
        LOG.error("Loop {} has failed: {}", name, e.getMessage());
      }
      return AFTER_FAILURE;
    } catch (RuntimeException e) {
      LOG.error("Loop {} has failed; it goes on.", name, e);
      return AFTER_FAILURE;
    } finally {
      activity.end();
    }
  }
}
