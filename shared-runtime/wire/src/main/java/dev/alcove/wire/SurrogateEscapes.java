package dev.alcove.wire;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes surrogates. A text made by a script may hold half of a pair, which UTF-8 cannot say;
 * Jackson would refuse it, and a line of log or an event would be lost.
 */
final class SurrogateEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  @Override
  public int[] getEscapeCodesForAscii() {
    return standardAsciiEscapesForJSON();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int ch) {
    return ch >= Character.MIN_SURROGATE && ch <= Character.MAX_SURROGATE
        ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", ch))
        : null;
  }
}
