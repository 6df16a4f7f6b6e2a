package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

/** What came of reading an event that AWS sent: never an exception, whatever was sent. */
public sealed interface Decoded<T> {
  /** It has the shape that was expected. */
  record Good<T>(T value) implements Decoded<T> {
    public Good {
      requireNonNull(value, "value is null");
    }
  }

  /**
   * It has not.
   *
   * @param why a sentence for the log: which part is missing or of another kind
   */
  record Unreadable<T>(String why) implements Decoded<T> {
    public Unreadable {
      requireNonNull(why, "why is null");
    }
  }
}
