package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.List;
import java.util.Optional;

/** What became of the wish to make a version live. */
public sealed interface DeployResult {
  /** It is live: for the very next request, everywhere. */
  record Deployed(Deployment deployment, List<Problem> warnings, Version version)
      implements DeployResult {
    public Deployed {
      requireNonNull(deployment, "deployment is null");
      warnings = List.copyOf(warnings);
      requireNonNull(version, "version is null");
    }
  }

  /**
   * The same version was live already, deployed by the same user with the same permissions: nothing
   * was changed.
   *
   * @param deployment the number of the deployment that made it live
   */
  record Unchanged(long deployment, List<Problem> warnings, Version version)
      implements DeployResult {
    public Unchanged {
      warnings = List.copyOf(warnings);
      requireNonNull(version, "version is null");
    }
  }

  /** It cannot run, or not beside what is live; nothing was changed. */
  record Refused(List<Problem> problems, List<Problem> warnings) implements DeployResult {
    public Refused {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Somebody else has deployed the app meanwhile; nothing was changed.
   *
   * @param live what is live now; empty: the app is not there
   */
  record Conflict(Optional<VersionHash> live) implements DeployResult {
    public Conflict {
      requireNonNull(live, "live is null");
    }
  }
}
