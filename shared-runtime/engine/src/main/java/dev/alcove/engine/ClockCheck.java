package dev.alcove.engine;

import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSDate;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import org.jspecify.annotations.Nullable;

/** Built-ins that ask for the machine's time or chance: they get the run's. */
enum ClockCheck implements BuiltInCheck {
  /** {@code Date.now}. */
  NOW {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      return call.post().now();
    }
  },

  /** {@code Math.random}. */
  RANDOM {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      return call.post().random();
    }
  },

  /** {@code Date()} without {@code new}: a text. */
  WRITTEN {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      double now = JSRuntime.doubleValue((Number) call.post().now());
      return JSDate.toString(now, JSRealm.get(null));
    }
  },

  /** {@code new Date()}. */
  MADE {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length > first;
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      return JSFunction.getConstructNewTarget(call.function())
          .call(
              JSArguments.createWithNewTarget(
                  JSFunction.CONSTRUCT, call.function(), call.newTarget(), call.post().now()));
    }
  };
}
