package dev.alcove.domain;

/** Where new ids come from, so that tests can name them. Thread-safe. */
public interface Ids {
  /** An id that was never given before: at most 36 characters of {@code [0-9a-z-]}. */
  String next();

  /** The next id as an execution's. */
  default ExecutionId execution() {
    return new ExecutionId(next());
  }
}
