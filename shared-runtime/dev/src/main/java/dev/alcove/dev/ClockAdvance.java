package dev.alcove.dev;

import dev.alcove.local.LocalWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Moves the world's clock from one due moment to the next and lets everything that is due there
 * finish, so that a day takes as long as its work does and happens in its order. Thread-safe.
 */
final class ClockAdvance {
  /** A minute's cron over a month is 43,200 moments; more is better done in parts. */
  private static final int MOST_STEPS = 50_000;

  private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

  private final LocalWorld world;
  private final Loops loops;

  ClockAdvance(LocalWorld world, Loops loops) {
    this.world = world;
    this.loops = loops;
  }

  /**
   * What a move of the clock did.
   *
   * @param fired in order
   * @param stopped why it ended before its time, as a sentence
   */
  record Advanced(Instant now, List<FiredRun> fired, Optional<String> stopped) {
    Advanced {
      fired = List.copyOf(fired);
    }
  }

  synchronized Advanced advance(Duration by) throws InterruptedException {
    List<FiredRun> fired = Collections.synchronizedList(new ArrayList<>());
    Loops.Listening listening = loops.listen(fired::add);
    try {
      Instant target = world.clock().now().plus(by);
      Optional<String> stopped = steps(target);
      List<FiredRun> inOrder = new ArrayList<>(fired);
      inOrder.sort(FiredRun.IN_ORDER);
      return new Advanced(world.clock().now(), inOrder, stopped);
    } finally {
      listening.end();
    }
  }

  private Optional<String> steps(Instant target) throws InterruptedException {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!settled()) {
        return Optional.of(
            "What was due at "
                + world.clock().now()
                + " did not finish within "
                + LONGEST_STEP.toMinutes()
                + " minutes; the clock stays there.");
      }
      if (!world.clock().now().isBefore(target)) {
        return Optional.empty();
      }
      Instant next = world.nextDue().filter(due -> due.isBefore(target)).orElse(target);
      Instant now = world.clock().advanceTo(next);
      assert !now.isBefore(next) : "the clock moves to where it is told";
    }
    return Optional.of(
        "More than "
            + MOST_STEPS
            + " moments were due; the clock stays at "
            + world.clock().now()
            + ". Advance again to go on.");
  }

  private boolean settled() throws InterruptedException {
    return loops
        .activity()
        .awaitIdle(
            () -> world.nextDue().filter(due -> !due.isAfter(world.clock().now())).isPresent(),
            LONGEST_STEP);
  }
}
