package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Outcome;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TriggeredBy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A queued run that came to its turn.
 *
 * @param time when, by the world's clock
 * @param outcome empty: it was left out, or its script is gone
 */
record FiredRun(
    Instant time, ScriptRef script, TriggeredBy by, int attempt, Optional<Outcome> outcome) {
  /** By time; what happened at one time by name, since those ran side by side. */
  static final Comparator<FiredRun> IN_ORDER =
      Comparator.comparing(FiredRun::time)
          .thenComparing(run -> run.script().tenant())
          .thenComparing(run -> run.script().script());

  FiredRun {
    requireNonNull(time, "time is null");
    requireNonNull(script, "script is null");
    requireNonNull(by, "by is null");
    requireNonNull(outcome, "outcome is null");
  }
}
