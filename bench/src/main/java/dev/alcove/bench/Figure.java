package dev.alcove.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param bare the same on the bare engine; empty if there is no such thing
 * @param most the most that is expected of {@code ours}; empty if nothing is
 * @param expected that expectation in words
 */
record Figure(
    String what,
    String mode,
    double ours,
    OptionalDouble bare,
    String unit,
    OptionalDouble most,
    String expected) {

  static Figure of(String what, JitMode mode, double ours, double bare, String unit) {
    return new Figure(
        what, mode.toString(), ours, OptionalDouble.of(bare), unit, OptionalDouble.empty(), "");
  }

  static Figure alone(String what, JitMode mode, double ours, String unit) {
    return new Figure(
        what, mode.toString(), ours, OptionalDouble.empty(), unit, OptionalDouble.empty(), "");
  }

  Figure atMost(double limit, String words) {
    return new Figure(what, mode, ours, bare, unit, OptionalDouble.of(limit), words);
  }

  String row() {
    return "| %s | %s | %s %s | %s | %s | %s |"
        .formatted(
            what,
            mode,
            number(ours),
            Double.isNaN(ours) ? "" : unit,
            bare.isPresent() ? number(bare.getAsDouble()) + " " + unit : "-",
            bare.isPresent() ? "%.2f".formatted(ours / bare.getAsDouble()) : "-",
            verdict());
  }

  private String verdict() {
    if (most.isEmpty()) {
      return "-";
    }
    return (ours <= most.getAsDouble() ? "met: " : "**not met**: ") + expected;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "fails";
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
