package dev.alcove.engine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSBigIntObject;
import org.jspecify.annotations.Nullable;

/**
 * Built-ins that are quadratic in a number's digits: a million of them take 11 s. What has no hook
 * is left to the watchdog, and where that cannot stop it, to the end of the process: the operators
 * ({@code x ** y}, {@code *}, {@code <<} on values of millions of bits), text that is compared with
 * a number, and a number that becomes text without a call ({@code `${x}`}, {@code String(x)}, a
 * property's name).
 */
enum BigIntCheck implements BuiltInCheck {
  /** {@code BigInt(value)}. */
  MADE {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      digits(call, 0);
      return null;
    }
  },

  /** {@code asIntN} and {@code asUintN}. */
  CUT {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      call.atMost(call.number(0), MOST_BITS);
      digits(call, 1);
      return null;
    }
  },

  /** Writes the number that it is called on. */
  WRITTEN {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      BigInt value =
          call.self() instanceof JSBigIntObject boxed
              ? boxed.getBigIntValue()
              : call.self() instanceof BigInt bare ? bare : BigInt.ZERO;
      if (value.bigIntegerValue().bitLength() > MOST_BITS + 1) {
        throw Errors.createRangeError("The number has too many digits to be written.");
      }
      return null;
    }
  },

  /** The same in a language. */
  WRITTEN_LOCALLY {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      LocaleCheck.FIRST.look(call);
      return WRITTEN.look(call);
    }
  };

  private static final int MOST_DIGITS = 20_000;
  private static final int MOST_BITS = 1 << 16;

  private static void digits(BuiltInCall call, int index) {
    Object value = call.given(index);
    if (BuiltInCall.isObject(value)) {
      value = JSRuntime.toPrimitive(value, Hint.Number);
      call.give(index, value);
    }
    if (value instanceof TruffleString text) {
      call.atMost(Strings.length(text), MOST_DIGITS);
    }
  }
}
