package dev.alcove.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Takes all figures, or those of some parts, and prints them as a table. */
final class Bench {
  /** A part, and what takes its figures. */
  private record Part(String name, BiFunction<JitMode, Pace, List<Figure>> measure) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("realm", JmhParts::realm),
          new Part("calls", JmhParts::calls),
          new Part("bundle", ChildParts::bundle),
          new Part("start", ServerParts::start),
          new Part("http", ServerParts::http),
          new Part("memory", ChildParts::memory),
          new Part("commits", ChildParts::commits),
          new Part("breakdown", Bench::breakdown));

  private Bench() {}

  /** Called by {@code bench/run}. */
  public static void main(String[] arguments) {
    List<String> wanted = new ArrayList<>(Arrays.asList(arguments));
    Pace pace = wanted.remove("--quick") ? Pace.QUICK : Pace.FULL;
    List<JitMode> modes = new ArrayList<>(Arrays.asList(JitMode.values()));
    if (wanted.remove("--interpreter")) {
      modes.remove(JitMode.JIT);
    }
    if (wanted.remove("--jit")) {
      modes.remove(JitMode.INTERPRETER);
    }
    List<String> names = PARTS.stream().map(Part::name).toList();
    if (!names.containsAll(wanted)) {
      System.err.printf(
          "bench/run [PART ...] [--quick] [--interpreter | --jit]%nparts: %s%n",
          String.join(" ", names));
      System.exit(2);
    }
    List<String> rows = new ArrayList<>();
    for (Part part : PARTS) {
      if (wanted.isEmpty() || wanted.contains(part.name())) {
        modes.forEach(mode -> rows.addAll(rows(part, mode, pace)));
      }
    }
    System.out.println("\n| figure | mode | Alcove | bare | ratio | expected |");
    System.out.println("| --- | --- | ---: | ---: | ---: | --- |");
    rows.forEach(System.out::println);
  }

  private static List<String> rows(Part part, JitMode mode, Pace pace) {
    String load = load();
    List<String> rows = part.measure().apply(mode, pace).stream().map(Figure::row).toList();
    System.out.printf("%s, %s: load before %s, after %s%n", part.name(), mode, load, load());
    return rows;
  }

  private static List<Figure> breakdown(JitMode mode, Pace pace) {
    Child.measure(mode, pace, "breakdown");
    return List.of();
  }

  /**
   * How busy the machine is by the operating system's count: figures of a busy one are worth
   * little.
   */
  private static String load() {
    return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
