package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** The example of RFC 8785, section 3.2.4 and the sorting one of 3.2.3. */
  @Test
  void canonicalFormOfTheRfcsExamples() {
    assertThat(
            Json.canonical(
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    assertThat(
            Json.canonical(
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
                    + "\"\\u00f6\":7}"))
        .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
  }

  /** The samples of RFC 8785, appendix B, and the borders of JavaScript's notations. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740992, 9007199254740992",
    "295147905179352830000, 295147905179352830000",
    "9.999999999999997e22, 9.999999999999997e+22",
    "1e23, 1e+23",
    "1e21, 1e+21",
    "999999999999999900000, 999999999999999900000",
    "333333333.33333325, 333333333.33333325",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.0, 1",
    "100, 100",
    "-1.5e300, -1.5e+300",
    "12345678901234567890, 12345678901234567000"
  })
  void canonicalNumbersAreJavaScripts(String json, String canonical) {
    assertThat(Json.canonical(json)).isEqualTo(canonical);
  }

  @Test
  void canonicalNumbersReadBackToTheSameDouble() {
    Random random = new Random(8785);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        String canonical = Json.canonical(Double.toString(number));
        assertThat(Double.parseDouble(canonical)).isEqualTo(number);
        assertThat(canonical.length()).isLessThanOrEqualTo(Double.toString(number).length() + 5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "true", "\"a\"", "[]", "{}", "[{},[]]", "\"\\ud800\"", "\"\u007f\""})
  void canonicalFormOfWhatIsCanonicalIsItself(String json) {
    assertThat(Json.canonical(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1 2",
        "[1],[2]",
        "1e400",
        "NaN",
        "Infinity",
        "01",
        "'a'",
        "{\"a\":1,}",
        "[1,]",
        "tru",
        "\"\n\"",
        "// c\n1",
        "\uFEFF1"
      })
  void whatIsNoJsonIsRefused(String json) {
    assertThatThrownBy(() -> Json.canonical(json)).isInstanceOf(FormatException.class);
  }

  @Test
  void deepNestingIsRefusedWithoutOverflow() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> Json.canonical(deep)).isInstanceOf(FormatException.class);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertThatThrownBy(() -> Json.parse(Bytes.ofHex("22ff22"))).isInstanceOf(FormatException.class);
  }
}
