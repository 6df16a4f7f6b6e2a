package dev.alcove.dev;

import java.util.List;

/**
 * The laptop world cannot start, and why: each problem is a full sentence for the person at the
 * keyboard.
 */
public final class DevException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  DevException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  DevException(String problem) {
    this(List.of(problem));
  }

  DevException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /** All that was found, not only the first. */
  public List<String> problems() {
    return problems;
  }
}
