package dev.alcove.engine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/**
 * Built-ins that ask for memory at once: that is held against the run's memory, since a heap that
 * runs out ends the process.
 *
 * @param kind which of them
 * @param bytes of an element
 */
record BufferCheck(Kind kind, int bytes) implements BuiltInCheck {
  /** What is made. */
  enum Kind {
    BUFFER,
    MOVED,
    TYPED
  }

  private static final TruffleString MOST = Strings.constant("maxByteLength");

  @Override
  public boolean harmless(Object[] arguments, int first) {
    int given = arguments.length - first;
    if (given == 0) {
      return true;
    }
    Object size = arguments[first];
    return size instanceof Integer length
        ? given == 1 && length <= BuiltInCall.SMALL
        : kind == Kind.TYPED && (size instanceof JSArrayBufferObject || ListCheck.isSmall(size));
  }

  @Override
  public @Nullable Object look(BuiltInCall call) {
    // No switch: the class behind it would be initialised where the guest's stack may end.
    if (kind == Kind.BUFFER) {
      if (!call.isTrusted()) {
        call.bytes(call.number(0));
        room(call);
      }
    } else if (kind == Kind.MOVED) {
      if (!BuiltInCall.isUndefined(call.given(0))) {
        call.bytes(call.number(0));
      }
    } else if (BuiltInCall.isObject(call.given(0))) {
      ListCheck.source(call);
    } else {
      call.bytes(call.number(0) * bytes);
    }
    return null;
  }

  /** How far it may grow: it cannot be resized beyond that. */
  private static void room(BuiltInCall call) {
    if (call.given(1) instanceof JSDynamicObject options && BuiltInCall.isObject(options)) {
      Object most = JSObject.get(options, MOST);
      JSObject copy = JSOrdinary.createWithNullPrototype(JSRealm.get(null).getContext());
      if (!BuiltInCall.isUndefined(most)) {
        Number bytes = JSRuntime.toNumber(most);
        call.bytes(JSRuntime.doubleValue(bytes));
        JSObject.set(copy, MOST, bytes);
      }
      call.give(1, copy);
    }
  }
}
