package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that are made to hurt the parser: they are refused or compiled, and the next is fine. */
class HostileSourcesTest {
  private static final String APP =
      "{\"scripts\": {\"a\": {\"type\": \"one_off\", \"js_module\": \"a.js\"}}}";

  static Map<String, String> sources() {
    return Map.of(
        "parentheses",
        "(".repeat(1_000_000),
        "closed parentheses",
        "(".repeat(200_000) + "1" + ")".repeat(200_000),
        "brackets",
        "[".repeat(500_000),
        "templates",
        "`${".repeat(100_000),
        "unary",
        "!".repeat(1_000_000) + "1",
        "one long line",
        "function main() {} //" + "x".repeat(1_900_000),
        "names",
        IntStream.range(0, 10_000).mapToObj(i -> "var v" + i + ";").collect(Collectors.joining()),
        "regular expression",
        "const r = /" + "(".repeat(100_000) + ")".repeat(100_000) + "/;",
        "html comments",
        "<!-- export const a = 1\n--> x\nfunction main() {}");
  }

  static Iterable<String> names() {
    return sources().keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWithAVerdict(String name) {
    String source = sources().getOrDefault(name, "");

    assertThat(Compiling.compile(Bundle.of(APP, Map.of("a.js", source)))).isNotNull();
    Compiling.version(Bundle.of(APP, Map.of("a.js", "function main() {}")));
  }
}
