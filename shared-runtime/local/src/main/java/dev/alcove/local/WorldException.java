package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The world's data cannot be opened, read or written. The message is a full sentence for the person
 * at the keyboard and says what to do.
 */
public final class WorldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** What is wrong with the data, for callers that act on it. */
  public enum Problem {
    /** Another process works on this folder. */
    IN_USE,
    /** The folder cannot be made or written to. */
    NOT_WRITABLE,
    /** A newer Alcove wrote the data. */
    NEWER_FORMAT,
    /** The file is there, but it is not a world. */
    NOT_A_WORLD,
    /** The file is damaged. */
    DAMAGED,
    DISK_FULL,
    /** The world was closed already. */
    CLOSED,
    /** The file system or SQLite failed in another way. */
    FAILED
  }

  WorldException(Problem problem, String message) {
    this(problem, message, null);
  }

  WorldException(Problem problem, String message, @Nullable Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.problem = requireNonNull(problem, "problem is null");
  }

  public Problem problem() {
    return problem;
  }
}
