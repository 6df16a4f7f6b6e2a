package dev.alcove.domain;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs used, summed up.
 *
 * @param runs how many ended with each outcome; those with none are left out
 * @param wallMicros from start to answer
 * @param cpuMicros of the guests' threads
 * @param allocatedBytes by the guests' threads
 * @param hostCalls operations of the host that they asked for
 * @param events events that they asked to publish, one of those host calls each
 */
public record Usage(
    SortedMap<Outcome, Long> runs,
    long wallMicros,
    long cpuMicros,
    long allocatedBytes,
    long hostCalls,
    long events) {
  /** No run. */
  public static final Usage NONE = new Usage(new TreeMap<>(), 0, 0, 0, 0, 0);

  private static final String PUBLISH = "events.publish";

  public Usage {
    runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
  }

  /** What one run used. */
  public static Usage of(Outcome outcome, Receipt receipt) {
    long calls = receipt.hostCalls().values().stream().mapToLong(Receipt.Calls::count).sum();
    return new Usage(
        new TreeMap<>(Map.of(outcome, 1L)),
        receipt.wallMicros(),
        receipt.cpuMicros(),
        receipt.allocatedBytes(),
        calls,
        receipt.hostCalls().getOrDefault(PUBLISH, new Receipt.Calls(0, 0)).count());
  }

  /** Both together. */
  public Usage plus(Usage other) {
    TreeMap<Outcome, Long> sums = new TreeMap<>(runs);
    other.runs.forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
    return new Usage(
        sums,
        wallMicros + other.wallMicros,
        cpuMicros + other.cpuMicros,
        allocatedBytes + other.allocatedBytes,
        hostCalls + other.hostCalls,
        events + other.events);
  }

  /** How many runs these are. */
  public long count() {
    return runs.values().stream().mapToLong(Long::longValue).sum();
  }
}
