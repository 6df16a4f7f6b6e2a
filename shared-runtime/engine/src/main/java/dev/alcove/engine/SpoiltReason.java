package dev.alcove.engine;

/**
 * Why a process must not run guests any more, as one line of the platform's log: what the platform
 * met, what was at the bottom of it, and where. A tenant never sees it.
 */
final class SpoiltReason {
  private static final int LONGEST = 1_000;
  private static final int DEEPEST = 8;

  private SpoiltReason() {}

  /** What was done, and what came of it. */
  static String of(String what, Throwable met) {
    StringBuilder reason = new StringBuilder(what);
    Throwable at = met;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      reason.append(depth == 0 ? ": " : ", caused by ").append(at);
      StackTraceElement[] trace = at.getStackTrace();
      if (trace.length > 0) {
        reason.append(" at ").append(trace[0]);
      }
      at = at.getCause();
    }
    return line(reason);
  }

  /** A guest may have had its word in a message: it must not begin a line of its own. */
  private static String line(StringBuilder reason) {
    String text = reason.substring(0, Math.min(reason.length(), LONGEST));
    return text.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029]", " ");
  }
}
