package dev.alcove.engine;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random programs, the same for the same seed: built-ins on values that they do not expect, at the
 * top and at the bottom of the stack. The built-ins are those of the realm, under {@code B[i]}.
 */
final class FuzzPrograms {
  /** Fills {@code B} with every function that a guest can reach by names, in a fixed order. */
  static final String BUILT_INS =
      """
      const B = [], seen = new Set([globalThis]), left = [globalThis, Object.getPrototypeOf(async function () {}),
        Object.getPrototypeOf(function* () {}), Object.getPrototypeOf([][Symbol.iterator]()), Object.getPrototypeOf(new Map().keys())];
      const skipped = new Set([setTimeout, setInterval, host.end]);
      while (left.length > 0) {
        const holder = left.shift();
        for (const key of Reflect.ownKeys(holder)) {
          const { value, get, set } = Reflect.getOwnPropertyDescriptor(holder, key);
          for (const found of [value, get, set]) {
            if ((typeof found === 'object' && found !== null || typeof found === 'function') && !seen.has(found)) {
              seen.add(found);
              left.push(found);
              if (typeof found === 'function' && !skipped.has(found)) B.push(found);
            }
          }
        }
      }
      """;

  private static final List<String> VALUES =
      List.of(
          "undefined",
          "null",
          "true",
          "0",
          "-0",
          "NaN",
          "-1",
          "1e9",
          "(2 ** 31)",
          "(2 ** 53 - 1)",
          "'abc'",
          "'ß'.repeat(1000)",
          "'\\ud800'",
          "'9'.repeat(300)",
          "Symbol.iterator",
          "[]",
          "[3, , 1]",
          "new Array(1e6)",
          "new Array(2 ** 32 - 1)",
          "({ length: 2 ** 53 - 1 })",
          "({ length: 1e6, 0: 1 })",
          "({ valueOf() { return 7; }, toString() { return 'seven'; } })",
          "({ get length() { throw new Error('length'); } })",
          "({ then(f) { f(1); } })",
          "({ toJSON() { return this; } })",
          "new Proxy([], {})",
          "new Proxy(function () {}, { get: (t, k) => t[k] })",
          "new Uint8Array(100)",
          "new Uint8Array(1e6)",
          "new Float64Array(3)",
          "new ArrayBuffer(8, { maxByteLength: 64 })",
          "new DataView(new ArrayBuffer(8))",
          "new Map([[1, { a: 1 }]])",
          "new Set('abc')",
          "new WeakMap()",
          "new Date(0)",
          "/(a+)+$/g",
          "new Error('e', { cause: 1 })",
          "Promise.resolve(1)",
          "Promise.reject(new Error('r')).catch(() => {}) && 1",
          "(x => x)",
          "(() => { throw new Error('thrown'); })",
          "(function* () { yield 1; })()",
          "(async function* () { yield 1; })()",
          "Array.from({ length: 100 }, (_, i) => i)",
          "globalThis",
          "Object.create(null)",
          "new Intl.NumberFormat('de')",
          "'a'[Symbol.iterator]()");

  private final Random random;
  private final int builtIns;
  private int variables;

  private FuzzPrograms(long seed, int builtIns) {
    this.random = new Random(seed);
    this.builtIns = builtIns;
  }

  /** The body of a handler that may do anything but harm. */
  static String body(long seed, int builtIns) {
    return new FuzzPrograms(seed, builtIns).body();
  }

  private String body() {
    String statements =
        IntStream.range(0, 3 + random.nextInt(6))
            .mapToObj(i -> statement(3))
            .collect(Collectors.joining("\n"));
    return BUILT_INS + "let v0 = {};\n" + statements + "\nreturn v" + random.nextInt(variables + 1);
  }

  private String statement(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 2)) {
      case 0 -> declaration();
      case 1, 2 -> "try { " + variable() + " = " + expression(depth) + "; } catch {}";
      case 3 -> "for (let i = 0; i < " + random.nextInt(50) + "; i++) " + block(depth);
      case 4 ->
          "try " + block(depth) + " catch (e) { " + variable() + " = e; } finally " + block(0);
      case 5 -> bottom();
      case 6 -> "try { await " + expression(depth) + "; } catch {}";
      default -> "for (const x of [" + expression(1) + ", " + value() + "]) " + block(depth);
    };
  }

  /** Recursion to the end of the stack and a built-in there, or in each frame on the way back. */
  private String bottom() {
    String call = "try { " + call(0) + "; } catch {}";
    return random.nextBoolean()
        ? "(function f() { try { f(); } catch { " + call + " } })();"
        : "(function f(n) { try { return f(n + 1); } catch { " + call + " return n; } })(0);";
  }

  private String block(int depth) {
    return "{ " + (depth > 0 ? statement(depth - 1) : ";") + " }";
  }

  private String declaration() {
    String expression =
        "(() => { try { return " + expression(2) + "; } catch (e) { return e; } })()";
    variables++;
    return "var v" + variables + " = " + expression + ";";
  }

  private String variable() {
    return "v" + random.nextInt(variables + 1);
  }

  private String value() {
    return random.nextInt(3) == 0 ? variable() : VALUES.get(random.nextInt(VALUES.size()));
  }

  private String expression(int depth) {
    if (depth == 0) {
      return value();
    }
    return switch (random.nextInt(9)) {
      case 0 -> value();
      case 1 -> expression(depth - 1) + " + " + value();
      case 2 -> "`${" + expression(depth - 1) + "}${" + value() + "}`";
      case 3 -> "[" + expression(depth - 1) + ", ..." + value() + "]";
      case 4 -> "({ a: " + expression(depth - 1) + ", [" + value() + "]: " + value() + " })";
      case 5 ->
          "Reflect.construct(B[" + random.nextInt(builtIns) + "], [" + arguments(depth) + "])";
      default -> call(depth);
    };
  }

  private String call(int depth) {
    return "Reflect.apply(B["
        + random.nextInt(builtIns)
        + "], "
        + expression(Math.max(0, depth - 1))
        + ", ["
        + arguments(depth)
        + "])";
  }

  private String arguments(int depth) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> i == 0 && depth > 0 ? expression(depth - 1) : value())
        .collect(Collectors.joining(", "));
  }
}
