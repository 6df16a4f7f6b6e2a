package dev.alcove.hostapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.Bytes;

/** Texts of JavaScript, which may hold half of a surrogate pair, in a world of UTF-8. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** Whether every surrogate has its other half: only then two different texts stay different. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** The UTF-8 form; half of a pair becomes the replacement character, as on the web. */
  static Bytes utf8(String text) {
    if (isWellFormed(text)) {
      return Bytes.utf8(text);
    }
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < whole.length()
              && Character.isLowSurrogate(whole.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        whole.setCharAt(i, REPLACEMENT);
      }
    }
    return Bytes.utf8(whole.toString());
  }

  static int utf8Length(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** A name as a message may show it: one line, at most 60 characters. */
  static String shown(String name) {
    String line = withoutControls(name).replace('\n', ' ');
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  /**
   * The same text without characters that a terminal would obey or that break a line where nobody
   * expects it; line feeds and tabs stay.
   */
  static String withoutControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        StringBuilder safe = new StringBuilder(text);
        for (int j = i; j < safe.length(); j++) {
          if (isControl(safe.charAt(j))) {
            safe.setCharAt(j, REPLACEMENT);
          }
        }
        return safe.toString();
      }
    }
    return text;
  }

  private static boolean isControl(char c) {
    boolean separator = c == '\u2028' || c == '\u2029';
    return separator || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }
}
