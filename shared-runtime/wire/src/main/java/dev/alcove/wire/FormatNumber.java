package dev.alcove.wire;

/**
 * The number of a form's format, which stands in its field {@code v}. It grows when an older reader
 * would misread what is written; fields that an older reader can do without need no new number.
 *
 * @param form what messages call the form, such as {@code run record}
 * @param number the format that is written, and the newest that is read
 */
record FormatNumber(String form, int number) {
  private static final String FIELD = "v";

  void put(FieldWriter out) {
    out.number(FIELD, number);
  }

  void check(FieldReader in) {
    long stored = in.number(FIELD);
    if (stored < 1) {
      throw new FormatException("Format " + stored + " of a " + form + " never existed.");
    }
    if (stored > number) {
      throw new FormatException(
          String.format(
              "A %s has format %d, but this version of Alcove reads formats up to %d: update it.",
              form, stored, number));
    }
  }
}
