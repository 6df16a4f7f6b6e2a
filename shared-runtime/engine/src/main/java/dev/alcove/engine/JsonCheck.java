package dev.alcove.engine;

import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.array.ScriptArray;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSOrdinaryObject;
import com.oracle.truffle.js.runtime.objects.JSProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSON.stringify}: it cannot be interrupted, and a small graph whose parts are shared can be
 * written as a text without end. What is plain and small goes straight to it; else a replacer of
 * slow.js counts, and a call of that is also where a cancel gets in.
 */
final class JsonCheck implements BuiltInCheck {
  private static final TruffleString JSON = Strings.constant("json");
  private static final TruffleString TO_JSON = Strings.constant("toJSON");
  private static final int MOST_VALUES = 10_000;
  private static final int MOST_CHARACTERS = 1 << 18;

  /** One character may become six. */
  private static final int GROWTH = 6;

  private static final int LONGEST_NUMBER = 24;

  @Override
  public @Nullable Object look(BuiltInCall call) {
    Object replacer = call.given(1);
    Object space = call.given(2);
    if (call.isTrusted()
        || (JSRuntime.isNullOrUndefined(replacer)
            && JSRuntime.isNullOrUndefined(space)
            && new Walk(call.post()).small(call.given(0)))) {
      return null;
    }
    if (call.given(0) instanceof JSTypedArrayObject typed) {
      call.atMost(typed.getLength(), BuiltInCall.MOST_SLOW);
    }
    return call.slowly(JSON, call.function(), call.given(0), replacer, space);
  }

  /** Goes through a value as the built-in will, as long as no guest code can be in it. */
  private static final class Walk {
    private final JSDynamicObject objects;
    private final JSDynamicObject lists;
    private double left;
    private int values = MOST_VALUES;

    Walk(Guard.Post post) {
      JSRealm realm = JSRealm.get(null);
      objects = realm.getObjectPrototype();
      lists = realm.getArrayPrototype();
      left = Math.min(MOST_CHARACTERS, post.mostEncoded());
    }

    boolean small(Object value) {
      return !JSObject.hasOwnProperty(objects, TO_JSON)
          && !JSObject.hasOwnProperty(lists, TO_JSON)
          && fits(value);
    }

    private boolean fits(Object value) {
      left -= LONGEST_NUMBER;
      if (--values < 0 || left < 0) {
        return false;
      }
      if (value instanceof TruffleString text) {
        left -= GROWTH * (double) Strings.length(text);
        return left >= 0;
      }
      if (value instanceof JSArrayObject list) {
        return elementsFit(list);
      }
      if (value instanceof JSOrdinaryObject object) {
        return membersFit(object);
      }
      return value instanceof Integer
          || value instanceof Double
          || value instanceof Boolean
          || JSRuntime.isNullOrUndefined(value);
    }

    private boolean elementsFit(JSArrayObject list) {
      ScriptArray elements = JSAbstractArray.arrayGetArrayType(list);
      long length = ListCheck.lengthOf(list);
      if (length > values
          || !ListCheck.isDense(list)
          || !BuiltInCall.same(JSObject.getPrototype(list), lists)
          || JSObject.hasOwnProperty(list, TO_JSON)) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (!fits(elements.getElement(list, i))) {
          return false;
        }
      }
      return true;
    }

    private boolean membersFit(JSOrdinaryObject object) {
      JSDynamicObject prototype = JSObject.getPrototype(object);
      // One with very many properties is kept in another way.
      if (!JSOrdinary.isJSOrdinaryObject(object)
          || (!BuiltInCall.same(prototype, objects) && !JSRuntime.isNullOrUndefined(prototype))) {
        return false;
      }
      for (Property property : object.getShape().getPropertyList()) {
        if (property.getKey() instanceof TruffleString name && JSProperty.isEnumerable(property)) {
          left -= GROWTH * (double) Strings.length(name);
          Object value = JSDynamicObject.getOrNull(object, name);
          if (!JSProperty.isData(property)
              || JSProperty.isProxy(property)
              || value == null
              || value instanceof JSFunctionObject
              || Strings.equals(name, TO_JSON)
              || !fits(value)) {
            return false;
          }
        } else if (TO_JSON.equals(property.getKey())) {
          return false;
        }
      }
      return true;
    }
  }
}
