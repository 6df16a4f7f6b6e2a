package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

/**
 * Something about a bundle that its author can mend.
 *
 * @param file {@code app.json}, the name of a module, or what else was sent
 * @param line from 1; 0: the file as a whole
 * @param column from 1; 0: not known
 * @param message what is wrong, as one or more sentences
 * @param cure what to do about it, as a sentence; "" if the message says it
 * @param excerpt the line of the source, "" if not known
 */
public record Problem(
    String file, int line, int column, String message, String cure, String excerpt) {
  public Problem {
    requireNonNull(file, "file is null");
    requireNonNull(message, "message is null");
    requireNonNull(cure, "cure is null");
    requireNonNull(excerpt, "excerpt is null");
  }

  /** {@code app.json:12:7: message Cure.}, as people and editors read it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    text.append(": ").append(message);
    return cure.isEmpty() ? text.toString() : text.append(' ').append(cure).toString();
  }
}
