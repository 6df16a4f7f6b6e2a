package dev.alcove.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The figures that JMH takes, in JVMs of its own. */
final class JmhParts {
  private static final int WARM_UPS = 3;
  private static final int MEASURED = 5;
  private static final double MOST_CPU_RATIO = 2;
  private static final double MOST_WAIT_RATIO = 1.5;
  private static final double MOST_WAIT_MICROS = 30;
  private static final double MOST_CALL_MICROS = 15;
  private static final int FEW = 3;
  private static final int MANY = 303;

  private JmhParts() {}

  static List<Figure> realm(JitMode mode, Pace pace) {
    Collection<RunResult> fresh = run(FreshRealmBenchmark.class, mode, pace);
    Collection<RunResult> prepared = run(PreparedRealmBenchmark.class, mode, pace);
    List<Figure> figures = new ArrayList<>();
    for (GuestWork work : GuestWork.values()) {
      String name = work.toString();
      RunResult ours = find(fresh, "platform", name);
      RunResult bare = find(fresh, "bare", name);
      RunResult reused = find(fresh, "reused", name);
      figures.add(Figure.of(name + ": fresh realm, time", mode, time(ours), time(bare), "us"));
      figures.add(
          Figure.of(name + ": fresh realm, total CPU", mode, cpu(ours), cpu(bare), "us")
              .atMost(MOST_CPU_RATIO * cpu(bare), "2 times bare"));
      figures.add(
          Figure.of(
              name + ": fresh realm, time; bare: reused realm",
              mode,
              time(ours),
              time(reused),
              "us"));
      double wait = median(find(prepared, "platform", name));
      double kept = median(find(prepared, "reused", name));
      figures.add(
          Figure.of(name + ": prepared realm, waits; bare: reused realm", mode, wait, kept, "us")
              .atMost(MOST_WAIT_RATIO * kept + MOST_WAIT_MICROS, "1.5 times bare + 30 us"));
    }
    return figures;
  }

  static List<Figure> calls(JitMode mode, Pace pace) {
    Collection<RunResult> results = run(HostCallBenchmark.class, mode, pace);
    double bare = each(results, "bare");
    List<Figure> figures = new ArrayList<>();
    for (String kind : List.of("digests", "reads")) {
      String what = kind.equals("digests") ? "SHA-256 of 32 bytes" : "KV read";
      figures.add(
          Figure.of(
              "run with 3 host calls (" + what + ")",
              mode,
              time(find(results, kind, FEW)),
              time(find(results, "bare", FEW)),
              "us"));
      figures.add(
          Figure.of("one host call (" + what + ")", mode, each(results, kind), bare, "us")
              .atMost(MOST_CALL_MICROS, "15 us"));
    }
    return figures;
  }

  private static double each(Collection<RunResult> results, String benchmark) {
    double few = time(find(results, benchmark, FEW));
    double many = time(find(results, benchmark, MANY));
    return (many - few) / (MANY - FEW);
  }

  private static Collection<RunResult> run(Class<?> benchmark, JitMode mode, Pace pace) {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include("\\b" + benchmark.getSimpleName() + "\\b")
                  .forks(1)
                  .warmupIterations(WARM_UPS)
                  .warmupTime(TimeValue.milliseconds(pace.warmUp().toMillis() / WARM_UPS))
                  .measurementIterations(MEASURED)
                  .measurementTime(TimeValue.milliseconds(pace.measured().toMillis() / MEASURED))
                  .addProfiler(CpuProfiler.class)
                  .jvmArgs(arguments(mode, pace))
                  .shouldFailOnError(true)
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new IllegalStateException(benchmark.getSimpleName() + " failed", e);
    }
  }

  private static String[] arguments(JitMode mode, Pace pace) {
    List<String> arguments = new ArrayList<>(mode.arguments());
    arguments.add("-D" + Pace.WARM + "=" + pace.warmUp().toMillis());
    return arguments.toArray(String[]::new);
  }

  private static RunResult find(Collection<RunResult> results, String method, Object parameter) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .filter(
            result ->
                result.getParams().getParamsKeys().stream()
                    .anyMatch(key -> result.getParams().getParam(key).equals(parameter.toString())))
        .findFirst()
        .orElseThrow();
  }

  private static double time(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  private static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static double cpu(RunResult result) {
    Result<?> cpu = result.getSecondaryResults().get(CpuProfiler.CPU);
    if (cpu == null) {
      throw new IllegalStateException("the processor time is missing");
    }
    return cpu.getScore();
  }
}
