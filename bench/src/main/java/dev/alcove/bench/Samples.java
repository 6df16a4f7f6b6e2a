package dev.alcove.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.bundle.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The guests of the benchmarks: the same sources for the platform and for the bare engine. */
final class Samples {
  /** The module of {@link #work()}. */
  static final String MODULE = "work.js";

  private static final int ORDER_LINES = 23;
  private static final double PRICE = 12.5;

  private Samples() {}

  /** The source of the module that most benchmarks call. */
  static String source() {
    try (InputStream in = Samples.class.getResourceAsStream(MODULE)) {
      if (in == null) {
        throw new IllegalStateException(MODULE + " is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(MODULE + " cannot be read", e);
    }
  }

  /** An app with an endpoint for each handler of {@link #source()}. */
  static Bundle work() {
    String manifest =
        "{\"endpoints\": {"
            + endpoint("/hello", "get", "hello", "readonly")
            + ","
            + endpoint("/order", "post", "order", "readonly")
            + ","
            + endpoint("/digests/{n}", "get", "digests", "readonly")
            + ","
            + endpoint("/reads/{n}", "get", "reads", "readonly")
            + ","
            + endpoint("/put/{key}", "post", "put", "readwrite")
            + "}}";
    return Bundle.of(manifest, Map.of(MODULE, source()));
  }

  private static String endpoint(String path, String method, String function, String mode) {
    return """
    "%s": {"%s": {"js_module": "%s", "js_function": "%s", "mode": "%s",
     "forwarding_required": "never", "authn_policies": [], "openapi": {}}}\
    """
        .formatted(path, method, MODULE, function, mode);
  }

  /** A valid order of 4 KB. */
  static String order() {
    StringBuilder json = new StringBuilder();
    json.append("{\"id\":\"o-2026-000417\",\"currency\":\"EUR\",")
        .append("\"customer\":{\"name\":\"Ada Lovelace\",\"email\":\"ada@customer.example\"},")
        .append("\"delivery\":{\"kind\":\"express\",\"street\":\"12 St James's Square\",")
        .append("\"city\":\"London\",\"country\":\"GB\"},\"lines\":[");
    for (int i = 0; i < ORDER_LINES; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"sku\":\"SKU-%05d\",\"name\":\"A thing of the catalogue\",".formatted(i))
          .append("\"quantity\":2,\"price\":")
          .append(PRICE)
          .append(",\"options\":{\"colour\":\"burgundy\",\"size\":\"large\",")
          .append("\"engraving\":\"for my dear friend\"}}");
    }
    return json.append("],\"total\":").append(ORDER_LINES * 2 * PRICE).append('}').toString();
  }

  /**
   * The source of a module of about 1 MB, as a bundler would write one: thousands of functions,
   * some classes and tables, of which a call uses few.
   *
   * @param seed different for each module that no engine has seen
   */
  static String big(int seed, int bytes) {
    StringBuilder source = new StringBuilder(bytes + 2_000);
    source.append("// bundle ").append(seed).append("\nconst table = {};\n");
    for (int i = 0; source.length() < bytes; i++) {
      source.append(
          """
          function step%1$d(state, input) {
            const next = { ...state, count: state.count + %1$d, name: `step %1$d of ${input.name}` };
            if (next.count %% 7 === 0 && input.flags.includes('f%1$d')) {
              next.flags = input.flags.filter((flag) => flag !== 'f%1$d').map((flag) => flag.trim());
            } else if (input.kind === 'kind-%1$d') {
              for (const [key, value] of Object.entries(input.values)) next[key] = (next[key] ?? 0) + value;
            }
            return next;
          }
          table['step%1$d'] = { run: step%1$d, title: 'Step number %1$d of the process', weight: %1$d * 3 + %2$d };
          """
              .formatted(i, seed));
    }
    return source
        .append(
            """
            export function hello() {
              const input = { name: 'a', kind: 'b', flags: [], values: { x: 1 } };
              const { count } = table.step3.run(table.step2.run({ count: 0 }, input), input);
              return { body: { hello: count } };
            }
            export const helloText = () => JSON.stringify(hello().body);
            """)
        .toString();
  }

  /** An app of one endpoint, {@code GET /hello}, in a module of {@code source}. */
  static Bundle hello(String source) {
    return Bundle.of(
        "{\"endpoints\": {" + endpoint("/hello", "get", "hello", "readonly") + "}}",
        Map.of(MODULE, source));
  }
}
