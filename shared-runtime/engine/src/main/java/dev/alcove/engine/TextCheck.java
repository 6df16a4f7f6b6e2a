package dev.alcove.engine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/**
 * Built-ins that make texts: none may be longer than the run's memory can hold while it is put
 * together, since a heap that runs out ends the process.
 */
enum TextCheck implements BuiltInCheck {
  /** A character that grows makes the JDK copy the whole again: 300,000 of them took 13 s. */
  CASE {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return isSmall(arguments[0]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (JSRuntime.isNullOrUndefined(call.self())) {
        return null;
      }
      TruffleString text = call.selfText();
      return isSmall(text) ? null : call.slowly(CHUNKS, call.function(), text, call.given(0));
    }
  },

  /** The same in a language. */
  CASE_LOCALLY {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length == first && isSmall(arguments[0]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      LocaleCheck.FIRST.look(call);
      return CASE.look(call);
    }
  },

  /** {@code repeat}. */
  REPEATED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (!JSRuntime.isNullOrUndefined(call.self())) {
        call.characters(Strings.length(call.selfText()) * call.number(0));
      }
      return null;
    }
  },

  /** {@code padStart} and {@code padEnd}. */
  PADDED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (!JSRuntime.isNullOrUndefined(call.self())) {
        call.selfText();
        call.characters(call.number(0));
      }
      return null;
    }
  },

  /** {@code concat} of texts. */
  APPENDED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (!JSRuntime.isNullOrUndefined(call.self())) {
        double total = Strings.length(call.selfText());
        for (int i = 0; i < call.count(); i++) {
          total += Strings.length(call.text(i));
        }
        call.characters(total);
      }
      return null;
    }
  },

  /** {@code normalize}: one character becomes up to 18, few do. */
  NORMALIZED {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return isSmall(arguments[0]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (!JSRuntime.isNullOrUndefined(call.self())) {
        call.characters(8.0 * Strings.length(call.selfText()));
      }
      return null;
    }
  },

  /** {@code replace}. */
  REPLACED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      return replaced(call, false);
    }
  },

  /** {@code replaceAll}. */
  ALL_REPLACED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      return replaced(call, true);
    }
  },

  /** A pattern's own {@code replace}. */
  PATTERN_REPLACED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (!call.isTrusted() && BuiltInCall.isObject(call.self())) {
        TruffleString text = call.text(0);
        replacement(call, text, Strings.length(text) + 1.0);
      }
      return null;
    }
  },

  /** {@code String.raw}. */
  RAW {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      Object[] given = new Object[call.count()];
      for (int i = 0; i < given.length; i++) {
        given[i] = call.given(i);
      }
      return call.slowly(RAW_TEXT, given);
    }
  },

  /** Percent encoding: most of a text stays as it is, some characters become nine. */
  ENCODED {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length == first || isSmall(arguments[first]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (Strings.length(call.text(0)) > call.post().mostEncoded()) {
        throw call.tooLong();
      }
      return null;
    }
  },

  /** Code made of texts: nothing stops the parser. */
  MADE {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      double total = 0;
      for (int i = 0; i < call.count(); i++) {
        total += Strings.length(call.text(i));
      }
      call.atMost(total, MOST_CODE);
      return null;
    }
  },

  /** The same of {@code eval}, which takes what is no text for its value. */
  EVALUATED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (call.given(0) instanceof TruffleString text) {
        call.atMost(Strings.length(text), MOST_CODE);
      }
      return null;
    }
  };

  /** Characters of code that is made while the guest runs. */
  static final int MOST_CODE = 1 << 18;

  private static final TruffleString CHUNKS = Strings.constant("chunks");
  private static final TruffleString RAW_TEXT = Strings.constant("raw");
  private static final TruffleString COUNTED = Strings.constant("counted");
  private static final TruffleString FLAGS = Strings.constant("flags");

  private static boolean isSmall(Object value) {
    return value instanceof TruffleString text && Strings.length(text) <= BuiltInCall.SMALL;
  }

  private static @Nullable Object replaced(BuiltInCall call, boolean all) {
    Object self = call.self();
    if (call.isTrusted() || JSRuntime.isNullOrUndefined(self)) {
      return null;
    }
    if (call.given(0) instanceof JSDynamicObject pattern && BuiltInCall.isObject(pattern)) {
      if (all && isPattern(pattern)) {
        TruffleString flags = JSRuntime.toString(JSObject.get(pattern, FLAGS));
        if (Strings.indexOf(flags, 'g') < 0) {
          throw call.refused("Only global regexps allowed");
        }
      }
      // Asked once and called here: the built-in would ask again, and might be told otherwise.
      Object method = JSObject.get(pattern, Symbol.SYMBOL_REPLACE);
      if (!JSRuntime.isNullOrUndefined(method)) {
        return JSRuntime.call(method, pattern, new Object[] {self, call.given(1)});
      }
    }
    TruffleString text = call.selfText();
    call.text(0);
    replacement(call, text, all ? Strings.length(text) + 1.0 : 1);
    return null;
  }

  private static boolean isPattern(JSDynamicObject value) {
    Object match = JSObject.get(value, Symbol.SYMBOL_MATCH);
    return BuiltInCall.isUndefined(match)
        ? value instanceof JSRegExpObject
        : JSRuntime.toBoolean(match);
  }

  /** A replacement that may add up to too much becomes a function that counts. */
  private static void replacement(BuiltInCall call, TruffleString text, double matches) {
    Object replacement = call.given(1);
    if (!JSRuntime.isCallable(replacement)) {
      TruffleString template = call.text(1);
      int length = Strings.length(text);
      double each = Strings.length(template);
      if (length + matches * each * (length + 1.0) <= call.post().mostCharacters()
          || (Strings.indexOf(template, '$') < 0
              && length + matches * each <= call.post().mostCharacters())) {
        return;
      }
      replacement = template;
    }
    if (call.count() < 2) {
      throw call.tooLong();
    }
    call.give(1, call.slowly(COUNTED, text, replacement));
  }
}
