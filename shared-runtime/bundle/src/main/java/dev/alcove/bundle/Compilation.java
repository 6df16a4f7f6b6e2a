package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Version;
import java.util.List;

/** What became of a bundle. */
public sealed interface Compilation {
  /**
   * It can run.
   *
   * @param warnings what its author would want to know all the same
   */
  record Compiled(Version version, List<Problem> warnings) implements Compilation {
    public Compiled {
      requireNonNull(version, "version is null");
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It cannot.
   *
   * @param problems all that were found: by CCF's door in CCF's order, else as they stand in the
   *     files
   * @param warnings besides
   */
  record Refused(List<Problem> problems, List<Problem> warnings) implements Compilation {
    public Refused {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a bundle is refused for at least one problem");
      }
    }
  }
}
