package dev.alcove.hostapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run did that cannot be taken back: after such a thing it is not run again when it loses a
 * race. Thread-safe.
 */
final class OutsideEffects {
  private final Set<String> names = new LinkedHashSet<>();

  /** Told before the thing is done: a call that failed half way counts. */
  synchronized void add(String operation) {
    names.add(operation);
  }

  synchronized List<String> names() {
    return new ArrayList<>(names);
  }
}
