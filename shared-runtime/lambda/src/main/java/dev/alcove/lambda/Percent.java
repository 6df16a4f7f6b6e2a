package dev.alcove.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Percent-encoding after RFC 3986. */
final class Percent {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /** What a path may hold as it is. */
  private static final String IN_PATH = UNRESERVED + "!$&'()*+,;=:@/";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int ESCAPE = 3;

  private Percent() {}

  /**
   * A path that may have been decoded in part: an escape that is there stays, what cannot stand in
   * a path is escaped.
   */
  static String path(String path) {
    StringBuilder escaped = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); ) {
      if (path.charAt(i) == '%' && isEscape(path, i)) {
        escaped.append(path, i, i + ESCAPE);
        i += ESCAPE;
      } else {
        int code = path.codePointAt(i);
        append(escaped, code, IN_PATH);
        i += Character.charCount(code);
      }
    }
    return escaped.toString();
  }

  /** A name or a value of a query. */
  static String part(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(code -> append(escaped, code, UNRESERVED));
    return escaped.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static void append(StringBuilder escaped, int code, String plain) {
    if (plain.indexOf(code) >= 0) {
      escaped.appendCodePoint(code);
      return;
    }
    for (byte each : Character.toString(code).getBytes(UTF_8)) {
      escaped.append('%').append(HEX.toHexDigits(each));
    }
  }
}
