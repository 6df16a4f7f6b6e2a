package dev.alcove.engine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.array.ScriptArray;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/** Built-ins that go through lists and properties. */
enum ListCheck implements BuiltInCheck {
  /** Goes through what it is called on, as an array. */
  ELEMENTS {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return isSmall(arguments[0]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      call.elements(call.self());
      return null;
    }
  },

  /** Sorts or copies the typed array that it is called on. */
  SORTED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      call.atMost(lengthOfTyped(call.self()), MOST_SORTED);
      return null;
    }
  },

  /** Makes a list of what it is given. */
  SOURCE {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length > first && isSmall(arguments[first]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      source(call);
      return null;
    }
  },

  /** Goes through the properties of what it is given first. */
  MEMBERS {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length == first || hasNoElements(arguments[first]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      members(call, 0);
      return null;
    }
  },

  /** Goes through the properties of all that it is given but the first. */
  MEMBERS_OF_ALL {
    @Override
    public boolean harmless(Object[] arguments, int first) {
      return arguments.length == first + 2 && hasNoElements(arguments[first + 1]);
    }

    @Override
    public @Nullable Object look(BuiltInCall call) {
      for (int i = 1; i < call.count(); i++) {
        members(call, i);
      }
      return null;
    }
  },

  /** Joins what it is called on. */
  JOINED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      Object self = call.self();
      if (call.isTrusted() || !BuiltInCall.isObject(self)) {
        call.elements(self);
        return null;
      }
      call.elements(self);
      int between = between(call);
      if (self instanceof JSTypedArrayObject typed) {
        call.characters(typed.getLength() * (double) (LONGEST_NUMBER + between));
        return null;
      }
      if (self instanceof JSArrayObject array && fits(call, array, between)) {
        return null;
      }
      return call.slowly(JOIN, call.function(), self, call.given(0));
    }
  },

  /** Joins what its elements say of themselves in a language. */
  LISTED {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      if (!BuiltInCall.isObject(call.self())) {
        return null;
      }
      call.elements(call.self());
      return call.slowly(LIST, call.self(), call.given(0), call.given(1));
    }
  },

  /** Writes the typed array that it is called on. */
  WRITTEN {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      int length = lengthOfTyped(call.self());
      call.characters(length * (double) (LONGEST_NUMBER + between(call)));
      return null;
    }
  },

  /** The same in a language. */
  WRITTEN_LOCALLY {
    @Override
    public @Nullable Object look(BuiltInCall call) {
      call.characters(lengthOfTyped(call.self()) * (double) LONGEST_NUMBER);
      return LocaleCheck.FIRST.look(call);
    }
  };

  /** Sorting a typed array takes a second for some millions. */
  private static final int MOST_SORTED = 1 << 22;

  /** Characters of a number, at most. */
  private static final int LONGEST_NUMBER = 24;

  private static final TruffleString JOIN = Strings.constant("join");
  private static final TruffleString LIST = Strings.constant("list");

  static long lengthOf(JSArrayObject array) {
    return JSAbstractArray.arrayGetLength(array);
  }

  /** Whether each element is the array's own: none is looked for in its prototypes. */
  static boolean isDense(JSArrayObject array) {
    ScriptArray elements = JSAbstractArray.arrayGetArrayType(array);
    long length = lengthOf(array);
    return length == 0
        || (!elements.hasHoles(array)
            && elements.firstElementIndex(array) == 0
            && elements.lastElementIndex(array) == length - 1);
  }

  static boolean isSmall(Object value) {
    return value instanceof JSArrayObject array && lengthOf(array) <= BuiltInCall.SMALL;
  }

  private static int lengthOfTyped(Object value) {
    return value instanceof JSTypedArrayObject typed ? typed.getLength() : 0;
  }

  private static boolean hasNoElements(Object value) {
    return value instanceof JSDynamicObject
        && !(value instanceof JSTypedArrayObject)
        && !(value instanceof JSStringObject);
  }

  private static void members(BuiltInCall call, int index) {
    Object value = call.given(index);
    if (value instanceof TruffleString text) {
      call.atMost(Strings.length(text), BuiltInCall.MOST_SLOW);
    } else if (value instanceof JSStringObject text) {
      call.atMost(Strings.length(text.getString()), BuiltInCall.MOST_SLOW);
    } else {
      call.atMost(lengthOfTyped(value), BuiltInCall.MOST_SLOW);
    }
  }

  /** Something iterable is gone through by guest code, or is an array: bare lengths are a risk. */
  static void source(BuiltInCall call) {
    Object source = call.given(0);
    if (source instanceof JSTypedArrayObject typed) {
      call.atMost(typed.getLength(), call.post().mostElements());
    } else if (source instanceof JSDynamicObject object
        && BuiltInCall.isObject(source)
        && (JSRuntime.isArray(source)
            || JSRuntime.isNullOrUndefined(JSObject.get(object, Symbol.SYMBOL_ITERATOR)))) {
      call.elements(source);
    }
  }

  private static int between(BuiltInCall call) {
    return BuiltInCall.isUndefined(call.given(0)) ? 1 : Strings.length(call.text(0));
  }

  /** Whether all is there to be joined without guest code, and not too long. */
  private static boolean fits(BuiltInCall call, JSArrayObject array, int between) {
    int length = (int) Math.min(lengthOf(array), BuiltInCall.SMALL + 1);
    ScriptArray elements = JSAbstractArray.arrayGetArrayType(array);
    if (length > BuiltInCall.SMALL || !isDense(array)) {
      return false;
    }
    double total = (double) between * length;
    for (int i = 0; i < length; i++) {
      Object element = elements.getElement(array, i);
      if (element instanceof TruffleString text) {
        total += Strings.length(text);
      } else if (element instanceof Integer
          || element instanceof Double
          || element instanceof Boolean
          || JSRuntime.isNullOrUndefined(element)) {
        total += LONGEST_NUMBER;
      } else {
        return false;
      }
    }
    return total <= call.post().mostCharacters();
  }
}
