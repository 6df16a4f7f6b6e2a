package dev.alcove.wire;

import static java.util.Objects.requireNonNull;

/**
 * Where something stands in what the author sent.
 *
 * @param line from 1; 0: the file as a whole
 * @param column from 1; 0: not known
 */
public record Place(String file, int line, int column) {
  public Place {
    requireNonNull(file, "file is null");
  }

  /** The file as a whole. */
  public static Place of(String file) {
    return new Place(file, 0, 0);
  }
}
