package dev.alcove.domain;

/**
 * How a run ended: exactly one of these. The list is closed and only ever appended to; the names
 * are stored and metered.
 */
public enum Outcome {
  OK,
  /** The script threw, or left a promise rejected or unsettled. */
  THREW,
  /** A module does not parse, link or load, or the handler is not there. */
  COMPILE_FAILED,
  /** The input, method or size was refused before any guest code ran. */
  REJECTED,
  NOT_FOUND,
  /** The caller is not known, or may not do this. */
  DENIED,
  WALL_EXCEEDED,
  CPU_EXCEEDED,
  MEMORY_EXCEEDED,
  STACK_EXCEEDED,
  OUTPUT_EXCEEDED,
  HOST_CALLS_EXCEEDED,
  /** Lost every race for the commit, or a race after an effect that cannot be taken back. */
  CONFLICT,
  CANCELLED,
  /** No free slot, or over the tenant's rate. Not counted as an attempt. */
  OVERLOADED,
  PLATFORM_FAILED;

  /** Whether the run passed one of its limits. */
  public boolean isLimit() {
    return switch (this) {
      case WALL_EXCEEDED,
          CPU_EXCEEDED,
          MEMORY_EXCEEDED,
          STACK_EXCEEDED,
          OUTPUT_EXCEEDED,
          HOST_CALLS_EXCEEDED ->
          true;
      case OK,
          THREW,
          COMPILE_FAILED,
          REJECTED,
          NOT_FOUND,
          DENIED,
          CONFLICT,
          CANCELLED,
          OVERLOADED,
          PLATFORM_FAILED ->
          false;
    };
  }

  /** What becomes of a queued run that ended so. */
  public Retry retry() {
    return switch (this) {
      // Somebody did not want it: then it is not wanted a second time either.
      case OK, CANCELLED -> Retry.DONE;
      case REJECTED, DENIED, NOT_FOUND -> Retry.DEAD;
      case OVERLOADED -> Retry.LATER;
      case THREW,
          COMPILE_FAILED,
          WALL_EXCEEDED,
          CPU_EXCEEDED,
          MEMORY_EXCEEDED,
          STACK_EXCEEDED,
          OUTPUT_EXCEEDED,
          HOST_CALLS_EXCEEDED,
          CONFLICT,
          PLATFORM_FAILED ->
          Retry.AGAIN;
    };
  }

  /** What becomes of a queued run. */
  public enum Retry {
    DONE,
    /** Try again, counting the attempt. */
    AGAIN,
    /** Try again later without counting it. */
    LATER,
    /** Trying again cannot help: to the dead letters. */
    DEAD
  }
}
