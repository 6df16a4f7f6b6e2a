package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the result and the receipt of a run that has ended. */
final class Results {
  private static final long NANOS_PER_MICRO = 1_000;

  private final GuestRun asked;
  private final ActiveRun run;
  private final Attempt attempt;
  private final Supervisor supervisor;

  Results(GuestRun asked, ActiveRun run, Attempt attempt, Supervisor supervisor) {
    this.asked = asked;
    this.run = run;
    this.attempt = attempt;
    this.supervisor = supervisor;
  }

  /**
   * The result.
   *
   * @param given how guest code ended; null if its thread does not end or the platform failed
   */
  GuestResult of(GuestTask.@Nullable End given) {
    GuestTask.End end =
        given != null ? given : new Failures(asked.version().modules(), run).ended();
    String spoiltByRun = run.spoiltBy();
    if (spoiltByRun != null) {
      supervisor.spoil(spoiltByRun);
    }
    Receipt receipt =
        new Receipt(
            run.wallNanosUsed() / NANOS_PER_MICRO,
            run.cpuNanosUsed() / NANOS_PER_MICRO,
            run.allocatedBytesUsed(),
            attempt.source(),
            attempt.reason(),
            run.meter().calls(),
            asked.input().length() + (long) asked.inputBytes().size() + run.meter().bytesIn(),
            end.output().length() + (long) end.bytes().size() + run.meter().bytesOut(),
            attempt.cold(),
            1,
            0,
            endedBy(end));
    return new GuestResult(
        end.outcome(),
        end.output(),
        end.bytes(),
        Optional.ofNullable(end.failure()),
        receipt,
        supervisor.spoiltBy() != null);
  }

  private String endedBy(GuestTask.End end) {
    if (end.outcome() == Outcome.OK) {
      return "";
    }
    Ending why = run.ending();
    if (why != null && why.outcome() == end.outcome()) {
      return why.endedBy();
    }
    if (end.outcome() == Outcome.STACK_EXCEEDED) {
      return "stackFrames: allowed " + asked.limits().stackFrames();
    }
    if (run.softFired() && end.outcome() == run.softOutcome()) {
      return run.softEndedBy();
    }
    Failure failure = end.failure();
    return failure == null ? "" : failure.code().name();
  }

  /** The result of a run that found no place. */
  static GuestResult overloaded(boolean spoilt) {
    return new GuestResult(
        Outcome.OVERLOADED,
        "",
        Bytes.EMPTY,
        Optional.of(
            Failure.of(ErrorCode.NO_FREE_SLOT, "No place for another run became free in time.")),
        new Receipt(
            0, 0, 0, Receipt.Realm.NONE, "", new TreeMap<>(), 0, 0, false, 1, 0, "no free place"),
        spoilt);
  }
}
