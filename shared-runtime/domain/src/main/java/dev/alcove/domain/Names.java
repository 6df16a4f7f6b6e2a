package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** The one place where the shapes of names are checked. */
final class Names {
  static final Pattern KEBAB = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  static final Pattern SCRIPT = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

  private Names() {}

  static String check(String value, String what, Pattern shape, String rule) {
    requireNonNull(value, what + " is null");
    if (!shape.matcher(value).matches()) {
      throw new InvalidValueException(what + " `" + shown(value) + "` is not valid: " + rule + ".");
    }
    return value;
  }

  /** A value as a message may show it: one line, at most 60 characters. */
  static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }
}
