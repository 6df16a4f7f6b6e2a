package dev.alcove.dev;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who has mistyped a name. */
final class NearestName {
  private NearestName() {}

  /** Names the nearest of the known ones, or all of them if none is near. */
  static String cure(String typed, Collection<String> known) {
    return of(typed, known)
        .map(near -> "Did you mean `" + near + "`?")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "Remove it."
                    : "Known are: "
                        + String.join(
                            ", ", known.stream().sorted().map(n -> "`" + n + "`").toList())
                        + ".");
  }

  private static Optional<String> of(String typed, Collection<String> known) {
    int most = Math.max(1, typed.length() / 3);
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .filter(name -> distance(typed, name) <= most);
  }

  /** How many letters must be typed, removed or replaced to make one name the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
