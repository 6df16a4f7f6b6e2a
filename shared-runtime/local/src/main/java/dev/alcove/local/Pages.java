package dev.alcove.local;

/** The size of one answer from a store. */
final class Pages {
  private Pages() {}

  /**
   * The limit that a caller gave.
   *
   * @throws IllegalArgumentException if it is not 1 to {@code most}
   */
  static int limit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException("a limit is 1 to " + most + ", not " + limit);
    }
    return limit;
  }
}
