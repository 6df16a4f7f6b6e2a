package dev.alcove.engine;

import dev.alcove.domain.Receipt;
import dev.alcove.domain.Ticker;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a run asks of the host. Thread-safe. */
final class Meter {
  /**
   * Operations told apart in a receipt; the guest chooses the names, so their number is bounded.
   */
  private static final int MOST_NAMES = 100;

  private static final int LONGEST_NAME = 60;
  private static final String OTHERS = "(others)";
  private static final long NANOS_PER_MICRO = 1_000;

  private static final class Sum {
    int count;
    long nanos;
  }

  private final Ticker ticker;
  private final Map<String, Sum> sums = new HashMap<>();
  private int counted;
  private long bytesIn;
  private long bytesOut;

  Meter(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Counts a call; console lines have limits of their own. */
  synchronized int started(String operation, long size) {
    sum(operation).count++;
    bytesOut += size;
    return operation.startsWith("console.") ? 0 : ++counted;
  }

  synchronized void finished(String operation, long began, Answer answer) {
    sum(operation).nanos += ticker.nanos() - began;
    bytesIn +=
        switch (answer) {
          case Answer.Json(String text) -> text.length();
          case Answer.Binary(var bytes) -> bytes.size();
          case Answer.Failed failed -> 0;
        };
  }

  private Sum sum(String operation) {
    String name =
        operation.length() <= LONGEST_NAME ? operation : operation.substring(0, LONGEST_NAME);
    if (sums.size() >= MOST_NAMES && !sums.containsKey(name)) {
      name = OTHERS;
    }
    return sums.computeIfAbsent(name, any -> new Sum());
  }

  synchronized int counted() {
    return counted;
  }

  synchronized long bytesIn() {
    return bytesIn;
  }

  synchronized long bytesOut() {
    return bytesOut;
  }

  synchronized SortedMap<String, Receipt.Calls> calls() {
    TreeMap<String, Receipt.Calls> calls = new TreeMap<>();
    sums.forEach(
        (name, sum) -> calls.put(name, new Receipt.Calls(sum.count, sum.nanos / NANOS_PER_MICRO)));
    return calls;
  }
}
