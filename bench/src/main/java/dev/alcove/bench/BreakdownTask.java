package dev.alcove.bench;

import java.util.List;

/** Shows where a run's time goes. */
final class BreakdownTask {
  private BreakdownTask() {}

  static void run(Pace pace) {
    for (GuestWork work : GuestWork.values()) {
      List<String> lines = Breakdown.of(work, pace);
      System.out.println();
      System.out.println("Where a run of `" + work + "` with a fresh realm spends its time:");
      System.out.println();
      lines.forEach(line -> System.out.println("    " + line));
    }
  }
}
