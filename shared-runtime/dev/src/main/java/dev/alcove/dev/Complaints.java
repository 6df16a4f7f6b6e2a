package dev.alcove.dev;

import dev.alcove.bundle.Problem;
import dev.alcove.wire.Place;
import dev.alcove.wire.TreeProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with one file. */
final class Complaints implements TreeProblems {
  private final List<Problem> problems = new ArrayList<>();

  @Override
  public void error(Place place, String message, String cure) {
    problems.add(new Problem(place.file(), place.line(), place.column(), message, cure, ""));
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
