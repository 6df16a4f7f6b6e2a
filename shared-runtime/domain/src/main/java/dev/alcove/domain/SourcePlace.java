package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

/**
 * A place in a script's source.
 *
 * @param module the module's name, as the author calls it
 * @param line from 1
 * @param column from 1, 0 if not known
 * @param excerpt the source line, cut to 200 characters; "" if not known
 */
public record SourcePlace(String module, int line, int column, String excerpt) {
  private static final int MOST_EXCERPT = 200;

  public SourcePlace {
    requireNonNull(module, "module is null");
    requireNonNull(excerpt, "excerpt is null");
    if (excerpt.length() > MOST_EXCERPT) {
      excerpt = excerpt.substring(0, MOST_EXCERPT);
    }
  }

  /** {@code rules.js:12:5}, as people and editors write it. */
  public String shortForm() {
    return module + ":" + line + (column > 0 ? ":" + column : "");
  }
}
