package dev.alcove.engine;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Outcome;

/** What is said when a run, or the check of a version, is over one of its limits. */
final class Endings {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String SMALLER = " Split large modules, and keep data out of the code.";

  private Endings() {}

  static Ending wall(ActiveRun run) {
    long allowed = run.limits().wallMillis();
    boolean timer = run.mailbox().awaitsTimer();
    return of(
        run,
        Outcome.WALL_EXCEEDED,
        " took longer than " + allowed + (timer ? " ms: it was waiting for a timer." : " ms."),
        "wall: used "
            + run.wallNanosUsed() / NANOS_PER_MILLI
            + " ms, allowed "
            + allowed
            + (timer ? " ms, waiting for a timer" : " ms"));
  }

  static Ending cpu(ActiveRun run, long used) {
    long allowed = run.limits().cpuMillis();
    return of(
        run,
        Outcome.CPU_EXCEEDED,
        " used more than " + allowed + " ms of processor time.",
        "cpu: used " + used / NANOS_PER_MILLI + " ms, allowed " + allowed + " ms");
  }

  static Ending allocated(ActiveRun run) {
    long allowed = run.limits().allocatedBytes();
    return of(
        run,
        Outcome.MEMORY_EXCEEDED,
        " allocated more than " + allowed + " bytes in all.",
        "allocated: used " + run.allocatedBytesUsed() + " bytes, allowed " + allowed + " bytes");
  }

  /**
   * It keeps too much.
   *
   * @param used what the guests keep together, bytes
   */
  static Ending kept(ActiveRun run, long used) {
    long allowed = run.limits().memoryBytes();
    return of(
        run,
        Outcome.MEMORY_EXCEEDED,
        " keeps more than " + allowed + " bytes of memory.",
        "memory: used " + Math.max(allowed, used) + " bytes, allowed " + allowed + " bytes");
  }

  /** An allocation failed. */
  static Ending ranOut(ActiveRun run) {
    long allowed = run.limits().memoryBytes();
    return of(
        run,
        Outcome.MEMORY_EXCEEDED,
        " needs more than " + allowed + " bytes of memory.",
        "memory: the heap ran out, allowed " + allowed + " bytes");
  }

  /** Who only has a version checked, or a realm made ahead, hears that it is about the code. */
  private static Ending of(ActiveRun run, Outcome outcome, String what, String endedBy) {
    return run.preparing()
        ? new Ending(
            outcome, ErrorCode.COMPILE_FAILED, "Checking the version" + what + SMALLER, endedBy)
        : Ending.of(outcome, "The run" + what, endedBy);
  }
}
