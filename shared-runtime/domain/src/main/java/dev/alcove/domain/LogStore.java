package dev.alcove.domain;

import java.util.List;
import java.util.Optional;

/** Port: log lines, kept for 14 days. Thread-safe. */
public interface LogStore extends TenantScoped {
  /** The most lines that one {@link #query} gives. */
  int MOST_LINES = 1_000;

  /** Writes lines; may be lost in a crash, never holds up a run for long. */
  void append(List<LogLine> lines);

  /**
   * The oldest first.
   *
   * @param after only lines behind this position, 0: from the beginning
   */
  List<Positioned> query(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      long after,
      int limit);

  /** The last {@code limit} of the lines that {@link #query} would give, the oldest first. */
  List<Positioned> last(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      int limit);

  /** A position to follow from: no line that was appended here before stands behind it. */
  long newest();

  /**
   * A line and where it stands.
   *
   * @param position grows with each line
   */
  record Positioned(long position, LogLine line) {}
}
