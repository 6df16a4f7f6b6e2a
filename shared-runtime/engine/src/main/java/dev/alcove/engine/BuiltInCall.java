package dev.alcove.engine;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import com.oracle.truffle.js.runtime.objects.Undefined;

/**
 * A call of a built-in before it is made. Whatever is converted here runs guest code, which may
 * throw or call the same built-in again. For one call on the guest's thread.
 */
final class BuiltInCall {
  /** Characters, elements or units at a time, that are never too much. */
  static final int SMALL = 1_024;

  /** Elements of what is slow to go through: typed arrays and texts seen as objects. */
  static final int MOST_SLOW = 1 << 20;

  private final Node node;
  private final Guard.Post post;
  private final Object[] arguments;
  private final int first;

  BuiltInCall(Node node, Guard.Post post, Object[] arguments, int first) {
    this.node = node;
    this.post = post;
    this.arguments = arguments;
    this.first = first;
  }

  Guard.Post post() {
    return post;
  }

  Object self() {
    return arguments[0];
  }

  JSFunctionObject function() {
    return (JSFunctionObject) arguments[1];
  }

  /** What {@code new} was said of. */
  Object newTarget() {
    return arguments[first - 1];
  }

  int count() {
    return arguments.length - first;
  }

  Object given(int index) {
    return index < count() ? arguments[first + index] : Undefined.instance;
  }

  void give(int index, Object value) {
    arguments[first + index] = value;
  }

  /** Trusted code calls on: it has measured what it gives. No guest has what it adds. */
  boolean isTrusted() {
    return same(arguments[arguments.length - 1], post.pass());
  }

  // ---- conversions ----

  /** What the call is made on, as text. */
  TruffleString selfText() {
    TruffleString text = text(arguments[0]);
    arguments[0] = text;
    return text;
  }

  TruffleString text(int index) {
    TruffleString text = text(given(index));
    if (index < count()) {
      give(index, text);
    }
    return text;
  }

  private static TruffleString text(Object value) {
    return value instanceof TruffleString text ? text : JSRuntime.toString(value);
  }

  double number(int index) {
    Object value = given(index);
    if (value instanceof Integer whole) {
      return whole;
    }
    Number number = JSRuntime.toNumber(value);
    if (index < count()) {
      give(index, number);
    }
    return JSRuntime.doubleValue(number);
  }

  // ---- limits ----

  /** Of elements, digits, bits: what takes time. */
  void atMost(double length, double most) {
    atMost(length, most, node);
  }

  static void atMost(double length, double most, Node node) {
    if (length > most) {
      // Not by `+`, which is linked at first use: where the guest's stack ends that fails for good.
      throw Errors.createRangeError(
          String.join(
              "",
              "The length ",
              Strings.toJavaString(JSRuntime.toString(length)),
              " is over the limit of ",
              Long.toString((long) most),
              " for this operation."),
          node);
    }
  }

  /** Of a text: what takes memory. */
  void characters(double length) {
    if (length > post.mostCharacters()) {
      throw tooLong();
    }
  }

  RuntimeException tooLong() {
    return Errors.createRangeError("Invalid string length", node);
  }

  void bytes(double size) {
    if (size > post.memory()) {
      throw Errors.createRangeError("Array buffer allocation failed", node);
    }
  }

  RuntimeException refused(String why) {
    return Errors.createTypeError(why, node);
  }

  /** Of whatever calls itself an array: it may answer another length the second time. */
  void elements(Object list) {
    if (list instanceof JSArrayObject array) {
      atMost((double) ListCheck.lengthOf(array), post.mostElements());
    } else if (list instanceof TruffleString text) {
      atMost(Strings.length(text), MOST_SLOW);
    } else if (list instanceof JSTypedArrayObject typed) {
      atMost(typed.getLength(), MOST_SLOW);
    } else if (list instanceof JSDynamicObject object && isObject(list)) {
      if (JSRuntime.isArray(object)) {
        // A proxy of an array is asked for its elements like any other object, one by one.
        atMost(
            JSRuntime.doubleValue(JSRuntime.toNumber(JSObject.get(object, Strings.LENGTH))),
            post.mostElements());
      } else {
        plainLength(object, post.mostElements());
      }
    }
  }

  /** Of a list whose length must be a plain property of its own, if there is any. */
  void plainLength(JSDynamicObject list, double most) {
    PropertyDescriptor length = JSObject.getOwnProperty(list, Strings.LENGTH);
    if (length == null) {
      if (!isUndefined(JSObject.get(list, Strings.LENGTH))) {
        throw notPlain();
      }
      return;
    }
    if (!length.hasValue() || isObject(length.getValue())) {
      throw notPlain();
    }
    atMost(JSRuntime.doubleValue(JSRuntime.toNumber(length.getValue())), most);
  }

  private RuntimeException notPlain() {
    return refused(
        "This operation needs a list, or an object whose length is a plain property of its own.");
  }

  static boolean isUndefined(Object value) {
    return same(value, Undefined.instance);
  }

  @SuppressWarnings("ReferenceEquality") // Guest objects have no other.
  static boolean same(Object one, Object other) {
    return one == other;
  }

  static boolean isObject(Object value) {
    return value instanceof JSDynamicObject && !JSRuntime.isNullOrUndefined(value);
  }

  // ---- what takes the built-in's place ----

  /** Calls a function of slow.js. */
  Object slowly(TruffleString name, Object... given) {
    return JSFunction.call(post.slow(name), Undefined.instance, given);
  }

  /** Calls the built-in itself, past this check. */
  Object past(Object self, Object... given) {
    return JSFunction.call(function(), self, given);
  }
}
