package dev.alcove.control;

import java.util.List;

/** How messages show what somebody sent. */
final class Shown {
  private static final int MOST = 60;

  private Shown() {}

  /** A value as a message may show it: one line, not long. */
  static String of(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?").replace('`', '\'');
    return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
  }

  /** A sentence about a field that nobody knows. */
  static String unknown(String what, String name, List<Field> known) {
    String sentence = "There is no " + what + " `" + of(name) + "` here";
    return known.isEmpty()
        ? sentence + "."
        : sentence
            + "; there is "
            + String.join(", ", known.stream().map(Field::name).toList())
            + ".";
  }
}
