package dev.alcove.engine;

import static java.util.Map.entry;

import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.arguments.AccessIndexedArgumentNode;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.runtime.Strings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which built-ins are looked at, by the full names that GraalJS gives them. */
final class BuiltIns {
  /** Index of the first argument: this and the function come before it. */
  private static final int FIRST = 2;

  /** What puts two or three texts together: looked at when it is there, since it costs nothing. */
  static final List<String> MEASURED =
      List.of(
          "String.prototype.anchor",
          "String.prototype.fontcolor",
          "String.prototype.fontsize",
          "String.prototype.link",
          "RegExp.prototype.toString",
          "Error.prototype.toString");

  private static final Map<String, BuiltInCheck> CHECKS = checks();

  private BuiltIns() {}

  /**
   * Initialises the checks and what they stand on. Not left to the first call, which may come where
   * a guest's stack ends: a class that cannot be initialised there never can be again.
   */
  static void load() {
    if (CHECKS.isEmpty()) {
      throw new IllegalStateException("no built-in is looked at");
    }
  }

  /** The check of a built-in, or null if it needs none. */
  static @Nullable BuiltInCheck check(JSBuiltinNode node) {
    String name = name(node);
    if (name.equals("Date") && node.getArguments().length == 0) {
      return ClockCheck.WRITTEN;
    }
    return CHECKS.get(name);
  }

  static String name(JSBuiltinNode node) {
    return Strings.toJavaString(node.getBuiltin().getFullName());
  }

  /**
   * Where the arguments begin: after what {@code new} was said of, if that is told to the node.
   * Most constructors come in two forms, and the other one is told the function itself.
   */
  static int first(JSBuiltinNode node) {
    JavaScriptNode[] takes = node.getArguments();
    boolean told =
        node.getBuiltin().isConstructor()
            && node.getBuiltin().hasNewTargetConstructor()
            && takes.length > 0
            && takes[0] instanceof AccessIndexedArgumentNode
            && !name(node).equals("BigInt");
    return told ? FIRST + 1 : FIRST;
  }

  private static Map<String, BuiltInCheck> checks() {
    Map<String, BuiltInCheck> checks = new HashMap<>();
    put(
        checks,
        "Array.prototype.",
        ListCheck.ELEMENTS,
        "indexOf lastIndexOf includes shift unshift sort flat flatMap reverse splice toReversed"
            + " toSorted toSpliced with fill copyWithin concat slice");
    put(checks, "TypedArray.prototype.", ListCheck.SORTED, "sort toSorted toReversed");
    put(checks, "", ListCheck.SOURCE, "Array.from TypedArray.from");
    put(
        checks,
        "",
        ListCheck.MEMBERS,
        "Object.keys Object.values Object.entries Object.getOwnPropertyDescriptors"
            + " Object.getOwnPropertyNames Object.freeze Object.seal Reflect.ownKeys");
    put(checks, "", ListCheck.MEMBERS_OF_ALL, "Object.assign");
    put(checks, "", ListCheck.JOINED, "Array.prototype.join");
    put(checks, "", ListCheck.LISTED, "Array.prototype.toLocaleString");
    put(checks, "", ListCheck.WRITTEN, "TypedArray.prototype.join");
    put(checks, "", ListCheck.WRITTEN_LOCALLY, "TypedArray.prototype.toLocaleString");
    texts(checks);
    locales(checks);
    buffers(checks);
    put(checks, "", ClockCheck.NOW, "Date.now");
    put(checks, "", ClockCheck.MADE, "Date");
    put(checks, "", ClockCheck.RANDOM, "Math.random");
    put(checks, "", BigIntCheck.MADE, "BigInt");
    put(checks, "BigInt.", BigIntCheck.CUT, "asIntN asUintN");
    put(checks, "BigInt.prototype.", BigIntCheck.WRITTEN, "toString");
    put(checks, "BigInt.prototype.", BigIntCheck.WRITTEN_LOCALLY, "toLocaleString");
    checks.put("JSON.stringify", new JsonCheck());
    return Map.copyOf(checks);
  }

  private static void texts(Map<String, BuiltInCheck> checks) {
    String prototype = "String.prototype.";
    put(checks, prototype, TextCheck.CASE, "toUpperCase toLowerCase");
    put(checks, prototype, TextCheck.CASE_LOCALLY, "toLocaleUpperCase toLocaleLowerCase");
    put(checks, prototype, TextCheck.REPEATED, "repeat");
    put(checks, prototype, TextCheck.PADDED, "padStart padEnd");
    put(checks, prototype, TextCheck.APPENDED, "concat");
    put(checks, prototype, TextCheck.NORMALIZED, "normalize");
    put(checks, prototype, TextCheck.REPLACED, "replace");
    put(checks, prototype, TextCheck.ALL_REPLACED, "replaceAll");
    put(checks, "RegExp.prototype.", TextCheck.PATTERN_REPLACED, "[Symbol.replace]");
    put(checks, "", TextCheck.RAW, "String.raw");
    put(checks, "", TextCheck.ENCODED, "encodeURI encodeURIComponent escape");
    put(
        checks,
        "",
        TextCheck.MADE,
        "Function AsyncFunction GeneratorFunction AsyncGeneratorFunction");
    put(checks, "", TextCheck.EVALUATED, "eval");
  }

  private static void locales(Map<String, BuiltInCheck> checks) {
    put(checks, "", LocaleCheck.SECOND, "String.prototype.localeCompare");
    put(
        checks,
        "",
        LocaleCheck.FIRST,
        "Number.prototype.toLocaleString Date.prototype.toLocaleString"
            + " Date.prototype.toLocaleDateString Date.prototype.toLocaleTimeString"
            + " Intl.getCanonicalLocales");
    String formatters =
        "Collator NumberFormat DateTimeFormat PluralRules ListFormat RelativeTimeFormat Segmenter"
            + " DisplayNames DurationFormat";
    put(checks, "", LocaleCheck.FIRST, formatters);
    for (String formatter : formatters.split(" ", -1)) {
      checks.put(formatter + ".supportedLocalesOf", LocaleCheck.FIRST);
    }
    checks.put("DateTimeFormat.prototype.get format", LocaleCheck.DATE_FORMAT);
    checks.put("DateTimeFormat.prototype.formatToParts", LocaleCheck.DATE_PARTS);
    put(checks, "ListFormat.prototype.", LocaleCheck.LIST_FORMAT, "format formatToParts");
  }

  private static void buffers(Map<String, BuiltInCheck> checks) {
    checks.put("ArrayBuffer", new BufferCheck(BufferCheck.Kind.BUFFER, 1));
    put(
        checks,
        "ArrayBuffer.prototype.",
        new BufferCheck(BufferCheck.Kind.MOVED, 1),
        "transfer transferToFixedLength");
    Map.ofEntries(
            entry(1, "Int8Array Uint8Array Uint8ClampedArray"),
            entry(2, "Int16Array Uint16Array Float16Array"),
            entry(4, "Int32Array Uint32Array Float32Array"),
            entry(8, "Float64Array BigInt64Array BigUint64Array"))
        .forEach(
            (bytes, names) ->
                put(checks, "", new BufferCheck(BufferCheck.Kind.TYPED, bytes), names));
  }

  private static void put(
      Map<String, BuiltInCheck> checks, String holder, BuiltInCheck check, String names) {
    for (String name : names.split(" ", -1)) {
      checks.put(holder + name, check);
    }
  }
}
