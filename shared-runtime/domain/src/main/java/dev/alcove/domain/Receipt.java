package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run used and what ended it. Kept with the run and given to whoever started it.
 *
 * @param wallMicros from the start of the run to its answer, over all attempts
 * @param cpuMicros of the guest's thread
 * @param allocatedBytes by the guest's thread
 * @param realmReason why the realm was made as it was; "" if there is nothing to say
 * @param hostCalls by operation
 * @param bytesIn the input, and what host operations answered
 * @param bytesOut the output, and what host operations were given
 * @param cold whether this was the version's first run in this process
 * @param attempts how often it ran before it could commit, at least 1
 * @param logsDropped lines over the log limits
 * @param endedBy the limit or rule that ended it, in words; "" if it ended well
 */
public record Receipt(
    long wallMicros,
    long cpuMicros,
    long allocatedBytes,
    Realm realm,
    String realmReason,
    SortedMap<String, Calls> hostCalls,
    long bytesIn,
    long bytesOut,
    boolean cold,
    int attempts,
    int logsDropped,
    String endedBy) {

  /** Where the run's realm came from. */
  public enum Realm {
    /** Made and evaluated before the run. */
    PREPARED,
    /** Made for the run. */
    MADE,
    /** The run ended before it had one. */
    NONE
  }

  /** How often an operation was called, and how long it took in all. */
  public record Calls(int count, long micros) {}

  /** The receipt of something that never ran. */
  public static final Receipt NOTHING =
      new Receipt(0, 0, 0, Realm.NONE, "", new TreeMap<>(), 0, 0, false, 1, 0, "");

  public Receipt {
    requireNonNull(realm, "realm is null");
    requireNonNull(realmReason, "realmReason is null");
    hostCalls = Collections.unmodifiableSortedMap(new TreeMap<>(hostCalls));
    requireNonNull(endedBy, "endedBy is null");
  }

  /** This receipt after an earlier attempt at the same run: what was used adds up. */
  public Receipt after(Receipt earlier) {
    TreeMap<String, Calls> calls = new TreeMap<>(earlier.hostCalls);
    for (Map.Entry<String, Calls> entry : hostCalls.entrySet()) {
      calls.merge(
          entry.getKey(),
          entry.getValue(),
          (a, b) -> new Calls(a.count() + b.count(), a.micros() + b.micros()));
    }
    return new Receipt(
        wallMicros + earlier.wallMicros,
        cpuMicros + earlier.cpuMicros,
        allocatedBytes + earlier.allocatedBytes,
        realm,
        realmReason,
        calls,
        bytesIn + earlier.bytesIn,
        bytesOut + earlier.bytesOut,
        earlier.cold,
        attempts + earlier.attempts,
        logsDropped + earlier.logsDropped,
        endedBy);
  }

  /** This receipt with the number of log lines that were over the limits. */
  public Receipt withLogsDropped(int dropped) {
    return copy(dropped, endedBy);
  }

  /** This receipt with another word on what ended the run. */
  public Receipt endedBy(String reason) {
    return copy(logsDropped, reason);
  }

  private Receipt copy(int dropped, String reason) {
    return new Receipt(
        wallMicros,
        cpuMicros,
        allocatedBytes,
        realm,
        realmReason,
        hostCalls,
        bytesIn,
        bytesOut,
        cold,
        attempts,
        dropped,
        reason);
  }
}
