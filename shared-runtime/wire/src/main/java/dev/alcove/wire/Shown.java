package dev.alcove.wire;

/** Text of the author's, as a message may repeat it. */
public final class Shown {
  private static final int MOST = 80;

  private Shown() {}

  /** One line without control characters, at most 80 characters long. */
  public static String of(String text) {
    String line =
        text.codePoints()
            .limit(MOST + 1)
            .map(c -> Character.isISOControl(c) || Characters.isBidiControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return line.codePointCount(0, line.length()) <= MOST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST)) + "…";
  }
}
