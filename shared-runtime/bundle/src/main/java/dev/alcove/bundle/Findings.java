package dev.alcove.bundle;

import dev.alcove.wire.Place;
import dev.alcove.wire.TreeProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Collects what the checks of one bundle find; the same thing said twice counts once. */
final class Findings implements TreeProblems {
  /** Nobody reads more; a bundle made to have a million problems must not cost a gigabyte. */
  private static final int MOST = 500;

  private final SequencedSet<Problem> problems = new LinkedHashSet<>();
  private final SequencedSet<Problem> warnings = new LinkedHashSet<>();
  private int unkept;

  @Override
  public void error(Place place, String message, String cure) {
    add(problem(place, message, cure));
  }

  void warning(Place place, String message, String cure) {
    if (warnings.size() < MOST) {
      warnings.add(problem(place, message, cure));
    }
  }

  void warning(Problem problem) {
    if (warnings.size() < MOST) {
      warnings.add(problem);
    }
  }

  void add(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    } else if (!problems.contains(problem)) {
      unkept++;
    }
  }

  boolean hasErrors() {
    return !problems.isEmpty();
  }

  /** The problems in the order found, which for CCF's checks is CCF's order. */
  List<Problem> problems() {
    return withRest(new ArrayList<>(problems));
  }

  /** The problems as they stand in the files, the manifest's first. */
  List<Problem> sortedProblems(String manifestFile) {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing((Problem problem) -> !problem.file().equals(manifestFile))
            .thenComparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column));
    return withRest(sorted);
  }

  List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  private List<Problem> withRest(List<Problem> list) {
    if (unkept > 0) {
      list.add(problem(Place.of("app.json"), "There are " + unkept + " problems more.", ""));
    }
    return list;
  }

  private static Problem problem(Place place, String message, String cure) {
    return new Problem(place.file(), place.line(), place.column(), message, cure, "");
  }
}
