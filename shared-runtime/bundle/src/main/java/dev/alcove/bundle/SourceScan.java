package dev.alcove.bundle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether a source is written as an ES module, and what it imports.
 *
 * <p>This decides between two ways of reading a source, and only the engine's parser knows
 * JavaScript. Asking the parser does not work: nearly every classic script parses as a module too,
 * and a module without exports cannot be told from one. So a tokenizer skips comments, texts,
 * templates and regular expressions and looks for {@code import} and {@code export} outside of all
 * brackets. Where it cannot know (a slash after a bracket may divide or begin an expression) it
 * takes the likelier; a wrong guess cannot become wrong behaviour, because the engine then reads
 * the source in the way chosen: an {@code export} in a classic script is a syntax error, and a
 * classic script taken for a module exports no handler. Either is a problem at deploy.
 */
final class SourceScan {
  /** What was found. */
  record Result(boolean module, List<Import> imports) {}

  /**
   * The name of another module.
   *
   * @param offset where its text begins
   * @param typed whether attributes follow, such as {@code with { type: "json" }}
   */
  record Import(String specifier, int offset, boolean typed) {}

  private enum Before {
    /** A value is expected: a slash begins a regular expression. */
    OPERATOR,
    /** A value has ended: a slash divides. */
    VALUE
  }

  /**
   * An open bracket.
   *
   * @param valueAfter whether what it encloses is a value once it is closed
   */
  private record Bracket(char open, boolean valueAfter) {}

  private static final char TEMPLATE = '`';

  /** After these words a value is expected. */
  private static final Set<String> OPERATORS =
      Set.of(
          "return",
          "typeof",
          "instanceof",
          "in",
          "of",
          "new",
          "delete",
          "void",
          "throw",
          "case",
          "do",
          "else",
          "await",
          "yield",
          "default",
          "extends");

  private static final Set<String> BLOCKS = Set.of("do", "else", "try", "finally");
  private static final Set<String> CONDITIONS = Set.of("if", "while", "for", "with");

  private static final Pattern LINE =
      Pattern.compile("^\\s*(import\\s*[\\w${*\"']|export\\s*[\\w${*])", Pattern.MULTILINE);

  private static final Pattern TYPED = Pattern.compile("\\s*(with|assert)\\b");

  private final String text;
  private final Deque<Bracket> open = new ArrayDeque<>();
  private final List<Import> imports = new ArrayList<>();
  private int at;
  private Before before = Before.OPERATOR;
  private String previous = "";
  private String word = "";
  private boolean module;
  private boolean lost;

  /** Whether an import or export has begun whose specifier may still come. */
  private boolean declaring;

  private SourceScan(String text) {
    this.text = text;
  }

  static Result of(String text) {
    SourceScan scan = new SourceScan(text);
    scan.scan();
    // Brackets that do not match: we have misread something, or the author mistyped something.
    boolean guess = scan.lost && LINE.matcher(text).find();
    return new Result(scan.module || guess, List.copyOf(scan.imports));
  }

  private void scan() {
    if (text.startsWith("#!")) {
      skipLine();
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at)) {
        skipLine();
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        token(c);
      }
    }
    lost |= !open.isEmpty();
  }

  private void token(char c) {
    if (c == '"' || c == '\'') {
      string(c);
    } else if (c == TEMPLATE) {
      at++;
      template();
    } else if (c == '/' && before == Before.OPERATOR) {
      regularExpression();
    } else if (Character.isJavaIdentifierStart(c) || c == '\\' || c == '#' || isHigh(c)) {
      identifier();
    } else if (Character.isDigit(c)) {
      number();
    } else {
      punctuator(c);
    }
  }

  private static boolean isHigh(char c) {
    return Character.isHighSurrogate(c);
  }

  private void skipLine() {
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  private void string(char quote) {
    int start = ++at;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, text.length());
    String inside = text.substring(start, at);
    at = Math.min(at + 1, text.length());
    specifier(inside, start);
    value("text");
  }

  /** {@code from "x"}, {@code import "x"} and {@code import("x")} name another module. */
  private void specifier(String value, int start) {
    boolean statement = declaring && open.isEmpty();
    if (statement && (previous.equals("from") || previous.equals("import"))) {
      imports.add(
          new Import(value, start, TYPED.matcher(text).region(at, text.length()).lookingAt()));
      declaring = false;
    } else if (previous.equals("import(")) {
      imports.add(new Import(value, start, true));
    }
  }

  private void template() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == TEMPLATE) {
        at++;
        value("template");
        return;
      }
      if (text.startsWith("${", at)) {
        at += 2;
        open.push(new Bracket(TEMPLATE, false));
        operator("${");
        return;
      }
      at += c == '\\' ? 2 : 1;
    }
    at = text.length();
    lost = true;
  }

  private void regularExpression() {
    boolean inClass = false;
    at++;
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == '/' && !inClass) {
        at++;
        value("regular expression");
        return;
      }
      inClass = c == '[' || (inClass && c != ']');
      at += c == '\\' ? 2 : 1;
    }
    at = Math.min(at, text.length());
    lost = true;
  }

  private void identifier() {
    int start = at++;
    while (at < text.length() && isPart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    boolean member = previous.equals(".") || previous.equals("?.");
    if (!member && name.equals("export") && open.isEmpty()) {
      module = true;
      declaring = true;
    } else if (!member && name.equals("import")) {
      importWord();
    }
    previous = member ? "member" : name;
    before = !member && OPERATORS.contains(name) ? Before.OPERATOR : Before.VALUE;
    word = previous;
  }

  private static boolean isPart(char c) {
    return Character.isJavaIdentifierPart(c) || c == '\\' || Character.isSurrogate(c);
  }

  private void importWord() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    char c = next < text.length() ? text.charAt(next) : ' ';
    if (c == '.') {
      module |= text.startsWith("meta", next + 1);
    } else if (c != '(' && c != ':' && open.isEmpty()) {
      module = true;
      declaring = true;
    }
  }

  private void number() {
    while (at < text.length() && (isPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    value("number");
  }

  private void punctuator(char c) {
    if (c == '(' || c == '[' || c == '{') {
      at++;
      open.push(new Bracket(c, closesValue(c)));
      operator(c == '(' && previous.equals("import") ? "import(" : String.valueOf(c));
    } else if (c == ')' || c == ']' || c == '}') {
      at++;
      close(c);
    } else if (text.startsWith("++", at) || text.startsWith("--", at)) {
      // After a value it belongs to it, before one it changes nothing.
      at += 2;
      previous = "++";
    } else if (text.startsWith("=>", at)) {
      at += 2;
      operator("=>");
    } else if (text.startsWith("?.", at)) {
      at += 2;
      operator("?.");
    } else if (text.startsWith("...", at)) {
      at += 3;
      operator("...");
    } else {
      at++;
      declaring &= c != ';';
      operator(String.valueOf(c));
    }
  }

  private boolean closesValue(char c) {
    return switch (c) {
      case '(' -> !(before == Before.VALUE && CONDITIONS.contains(word));
      case '{' -> !opensBlock();
      default -> true;
    };
  }

  private boolean opensBlock() {
    return before == Before.VALUE
        || previous.isEmpty()
        || BLOCKS.contains(previous)
        || Set.of(";", "{", "}", ")", "=>").contains(previous);
  }

  private void close(char c) {
    Bracket bracket = open.poll();
    if (bracket == null) {
      lost = true;
      operator(String.valueOf(c));
    } else if (bracket.open() == TEMPLATE) {
      lost |= c != '}';
      template();
    } else {
      lost |= "([{".indexOf(bracket.open()) != ")]}".indexOf(c);
      previous = String.valueOf(c);
      word = "";
      before = bracket.valueAfter() ? Before.VALUE : Before.OPERATOR;
    }
  }

  private void value(String kind) {
    previous = kind;
    word = "";
    before = Before.VALUE;
  }

  private void operator(String kind) {
    previous = kind;
    word = "";
    before = Before.OPERATOR;
  }
}
