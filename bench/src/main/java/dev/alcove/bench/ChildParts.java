package dev.alcove.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The figures that a JVM of its own takes. */
final class ChildParts {
  private static final double MOST_NEXT_MICROS = 1000;
  private static final double MOST_MEGABYTES = 700;

  private ChildParts() {}

  static List<Figure> bundle(JitMode mode, Pace pace) {
    // What other tenants left behind must not be in the way of the one that is measured.
    Told f = Child.measure(mode, pace, "bundle", "-Xmx3g");
    System.out.printf("bundle: %.0f %% of all runs had a prepared realm%n", f.get("prepared"));
    return List.of(
        Figure.alone("1 MB bundle: checked and linked", mode, f.get("checked") / 1000, "ms"),
        Figure.of("1 MB bundle: first call", mode, f.get("first"), f.get("bare-first"), "us"),
        Figure.of(
                "1 MB bundle: next call, prepared realm; bare: fresh context",
                mode,
                f.get("next"),
                f.get("bare-fresh"),
                "us")
            .atMost(MOST_NEXT_MICROS, "below 1 ms"),
        Figure.of(
            "1 MB bundle: next call, prepared realm; bare: reused context",
            mode,
            f.get("next"),
            f.get("bare-reused"),
            "us"));
  }

  static List<Figure> memory(JitMode mode, Pace pace) {
    Told ours = Child.measure(mode, pace, "memory");
    Told bare = Child.measure(mode, pace, "memory", "-Dbench.bare=true");
    List<Figure> figures = new ArrayList<>();
    for (int count : MemoryTask.TENANTS) {
      for (String kind : List.of("resident", "heap")) {
        String name = kind + "-" + count;
        Figure figure =
            Figure.of(
                "%,d tenants: %s memory".formatted(count, kind),
                mode,
                ours.get(name),
                bare.get(name),
                "MB");
        boolean judged = name.equals("resident-1000");
        figures.add(judged ? figure.atMost(MOST_MEGABYTES, "below 700 MB") : figure);
      }
    }
    return figures;
  }

  static List<Figure> commits(JitMode mode, Pace pace) {
    Told f = Child.measure(mode, pace, "commits");
    List<Figure> figures = new ArrayList<>();
    for (int threads : CommitsTask.THREADS) {
      String by = threads + (threads == 1 ? " thread" : " threads");
      figures.add(commits("KV commits, store only, " + by, mode, f, "world-" + threads, threads));
      figures.add(
          commits("KV commits by runs, a tenant each, " + by, mode, f, "runs-" + threads, threads));
      figures.add(
          commits(
              "KV commits by runs, one tenant, " + by,
              mode,
              f,
              "runs-one-tenant-" + threads,
              threads));
    }
    return figures;
  }

  /** Bare is SQLite alone, which one thread at a time can write. */
  private static Figure commits(String what, JitMode mode, Told figures, String name, int threads) {
    Figure figure = Figure.of(what, mode, figures.get(name), figures.get("sqlite"), "/s");
    return threads == 1
        ? figure
        : new Figure(
            figure.what(),
            figure.mode(),
            figure.ours(),
            OptionalDouble.empty(),
            figure.unit(),
            OptionalDouble.empty(),
            "");
  }
}
