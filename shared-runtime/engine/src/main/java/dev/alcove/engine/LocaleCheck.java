package dev.alcove.engine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import org.jspecify.annotations.Nullable;

/**
 * Built-ins that speak a language. A list of locales may be anything with a length, and is gone
 * through without a break: so its length is looked at first.
 */
enum LocaleCheck implements BuiltInCheck {
  /** The locales are given first. */
  FIRST {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length == first || !(arguments[first] instanceof JSDynamicObject);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      locales(call, call.given(0));
      return null;
    }
  },

  /** The locales are given second. */
  SECOND {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length <= first + 1 || !(arguments[first + 1] instanceof JSDynamicObject);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      locales(call, call.given(1));
      return null;
    }
  },

  /** Makes the function that formats dates: without a date, the run's clock. */
  DATE_FORMAT {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      return call.isTrusted()
          ? null
          : call.slowly(DATED, call.past(call.self(), call.post().pass()));
    }
  },

  /** The parts of a date: without one, the run's clock. */
  DATE_PARTS {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length > first && !BuiltInCall.isUndefined(arguments[first]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      return call.past(call.self(), call.post().now());
    }
  },

  /** A list in words: it is copied over and over. */
  LIST_FORMAT {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      return call.isTrusted()
          ? null
          : call.slowly(WORDS, call.function(), call.self(), call.given(0));
    }
  };

  private static final int MOST_LOCALES = 1_000;
  private static final TruffleString DATED = Strings.constant("dated");
  private static final TruffleString WORDS = Strings.constant("words");

  private static void locales(BuiltInCall call, Object locales) {
    if (locales instanceof JSArrayObject list) {
      call.atMost((double) ListCheck.lengthOf(list), MOST_LOCALES);
    } else if (locales instanceof JSDynamicObject list && BuiltInCall.isObject(locales)) {
      call.plainLength(list, MOST_LOCALES);
    }
  }
}
