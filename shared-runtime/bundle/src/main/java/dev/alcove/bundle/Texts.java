package dev.alcove.bundle;

import dev.alcove.wire.Characters;
import dev.alcove.wire.Place;

/** What a source text may consist of. */
final class Texts {
  private static final String MARK = "\uFEFF";

  private Texts() {}

  /** The text without a byte order mark: editors write it, authors do not. */
  static String withoutMark(String text) {
    return text.startsWith(MARK) ? text.substring(1) : text;
  }

  /** How many bytes the text has in UTF-8. */
  static long utf8Length(String text) {
    return text.chars().mapToLong(c -> c < 0x80 ? 1 : isPair(c) || c < 0x800 ? 2 : 3).sum();
  }

  private static boolean isPair(int c) {
    return Character.isSurrogate((char) c);
  }

  /** Where an offset stands in a text. */
  static Place place(String file, String text, int offset) {
    String before = text.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Place(file, line, offset - before.lastIndexOf('\n'));
  }

  /** Checks a module's or manifest's text; problems have their line and column. */
  static void check(String file, String text, Findings findings) {
    int line = 1;
    int lineStart = 0;
    boolean warned = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (c == 0) {
        findings.error(
            new Place(file, line, i - lineStart + 1),
            "The text has a NUL character.",
            "Save the file as UTF-8 text.");
        return;
      } else if (!warned && Characters.isBidiControl(c)) {
        warned = true;
        findings.warning(
            new Place(file, line, i - lineStart + 1),
            String.format(
                "The text has a character (U+%04X) that changes the direction of writing: what you"
                    + " read may not be what runs.",
                (int) c),
            "Remove it, or write it as an escape.");
      }
    }
  }
}
