package dev.alcove.engine;

/** Reads the messages of GraalJS's parser. */
final class Syntax {
  private Syntax() {}

  /**
   * The sentence alone. The parser writes {@code SyntaxError: file:line:column sentence}, then the
   * source line and a caret, which are told apart from it here.
   */
  static String message(String text) {
    String first = text.lines().findFirst().orElse("");
    if (first.startsWith("SyntaxError: ")) {
      first = first.substring("SyntaxError: ".length());
    }
    return first.replaceFirst("^[^\\s]*?:\\d+:\\d+ ", "");
  }
}
