package dev.alcove.control;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Guards the kinds of maps: what was written to a map as one kind cannot be seen as the other, so a
 * map keeps the kind that it was first deployed with.
 */
final class PointMaps {
  private final KvLog kv;

  PointMaps(KvLog kv) {
    this.kv = kv;
  }

  /**
   * What a version would change.
   *
   * @param last the version that the app had last, live or not
   */
  List<Problem> problems(TenantId tenant, Version next, Optional<Version> last) {
    List<Problem> problems = new ArrayList<>();
    TreeSet<String> gone = new TreeSet<>(points(last));
    gone.removeAll(next.manifest().pointMaps());
    for (String map : gone) {
      problems.add(
          problem(
              "Map `" + map + "` was deployed as a point map, and a map keeps its kind.",
              "Keep `\"kv\": {\"" + map + "\": \"point\"}`, or use a map of another name."));
    }
    TreeSet<String> fresh = new TreeSet<>(next.manifest().pointMaps());
    fresh.removeAll(points(last));
    for (String map : fresh) {
      if (!kv.scan(tenant, map, Optional.empty(), 1).isEmpty()) {
        problems.add(
            problem(
                "Map `" + map + "` holds data as an ordinary map, and a map keeps its kind.",
                "Use a map of another name as point map, and copy the data."));
      }
    }
    return problems;
  }

  private static Set<String> points(Optional<Version> version) {
    return version.map(one -> one.manifest().pointMaps()).orElse(Set.of());
  }

  private static Problem problem(String message, String cure) {
    return new Problem("app.json", 0, 0, message, cure, "");
  }
}
