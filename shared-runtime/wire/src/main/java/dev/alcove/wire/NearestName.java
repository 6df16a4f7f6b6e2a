package dev.alcove.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {
  private NearestName() {}

  /** The closest of the names, if it is close enough to be a slip of the fingers. */
  public static Optional<String> to(String written, Collection<String> names) {
    if (written.length() > 100) {
      return Optional.empty();
    }
    int most = Math.max(1, written.length() / 3);
    return names.stream()
        .filter(name -> distance(written, name) <= most)
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The cure of a wrong name: the closest one, or all of them; many are not listed. */
  public static String cure(String written, Collection<String> names) {
    return cure(written, names, "Remove it.");
  }

  /**
   * The cure of a wrong name that cannot just be removed: {@code otherwise} if there is none, or
   * too many.
   */
  public static String cure(String written, Collection<String> names, String otherwise) {
    return to(written, names)
        .map(name -> "Did you mean `" + name + "`?")
        .orElseGet(
            () ->
                names.isEmpty() || names.size() > 20
                    ? otherwise
                    : "Use one of: " + String.join(", ", names) + ".");
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
