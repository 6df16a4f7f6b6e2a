package dev.alcove.dispatch;

import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Plan;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import java.util.Optional;

/** Steps 5 to 8 for runs that somebody waits for: admit, run, commit, record. Thread-safe. */
final class Runs {
  private final Gate gate;
  private final Runner runner;
  private final Recorder recorder;

  Runs(Gate gate, Runner runner, Recorder recorder) {
    this.gate = gate;
    this.runner = runner;
    this.recorder = recorder;
  }

  /** Runs at once or refuses; never waits for a slot. */
  RunResult now(Invocation invocation, Plan plan) {
    Optional<Failure> refused =
        gate.enter(
            invocation.tenant(), plan, invocation.execution(), invocation.limits().wallMillis());
    if (refused.isPresent()) {
      RunResult result = RunResult.refused(Outcome.OVERLOADED, refused.get());
      recorder.ended(invocation, result);
      return result;
    }
    try {
      RunResult result = runner.run(invocation);
      recorder.ended(invocation, result);
      return result;
    } finally {
      gate.leave(invocation.tenant(), invocation.execution());
    }
  }
}
