package dev.alcove.hostapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Percent-encoded text as clients send it; what is not a valid escape stands for itself. */
final class UrlText {
  private static final int HEX = 16;

  private UrlText() {}

  /** Decodes a part of a path. */
  static String decodePath(String text) {
    return decode(text, false);
  }

  /** Decodes a query, or a part of one: a plus is a blank. */
  static String decodeQuery(String text) {
    return decode(text, true);
  }

  /** The decoded pairs of a query; of a name that is repeated, the first. */
  static Map<String, String> pairs(String query) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        pairs.putIfAbsent(decodeQuery(name), decodeQuery(value));
      }
    }
    return pairs;
  }

  private static String decode(String text, boolean plusIsBlank) {
    if (text.indexOf('%') < 0 && !(plusIsBlank && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] source = text.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(source.length);
    for (int i = 0; i < source.length; i++) {
      int high = source[i] == '%' && i + 2 < source.length ? digit(source[i + 1]) : -1;
      int low = high < 0 ? -1 : digit(source[i + 2]);
      if (low >= 0) {
        decoded.write(high * HEX + low);
        i += 2;
      } else {
        decoded.write(plusIsBlank && source[i] == '+' ? ' ' : source[i]);
      }
    }
    return decoded.toString(UTF_8);
  }

  private static int digit(byte character) {
    return Character.digit(character, HEX);
  }
}
