package dev.alcove.dev;

import dev.alcove.bundle.Problem;
import dev.alcove.dev.Positioned.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with one file. */
final class Complaints {
  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  Complaints(String file) {
    this.file = file;
  }

  void add(Spot spot, String message, String cure) {
    problems.add(new Problem(file, spot.line(), spot.column(), message, cure, ""));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** In the order of the file. */
  List<Problem> all() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
