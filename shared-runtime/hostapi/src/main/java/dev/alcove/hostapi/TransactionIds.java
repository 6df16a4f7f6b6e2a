package dev.alcove.hostapi;

/**
 * CCF's transaction ids, {@code view.seqno}. There are no elections here, so there is one view; its
 * number is that of CCF's first one, since apps take 1 for a service that has not begun.
 */
public final class TransactionIds {
  /** The view of every commit. */
  public static final long VIEW = 2;

  private TransactionIds() {}

  /** The id of a commit. */
  public static String format(long seqno) {
    return VIEW + "." + seqno;
  }

  /**
   * What CCF says of an id: {@code Committed}, {@code Invalid} or {@code Unknown}. Nothing is ever
   * pending, because what is in the log is durable.
   *
   * @param head the number of the last commit
   */
  public static String status(long view, long seqno, long head) {
    boolean exists = seqno >= 1 && seqno <= head;
    if (view == VIEW && seqno >= 1) {
      return exists ? "Committed" : "Unknown";
    }
    return view > VIEW && seqno > head ? "Unknown" : "Invalid";
  }
}
