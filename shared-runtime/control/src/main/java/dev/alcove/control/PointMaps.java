package dev.alcove.control;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Module;
import dev.alcove.domain.Script;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Guards the kinds of maps. A map is the tenant's and not an app's, and what was written to it as
 * one kind cannot be seen as the other: so it keeps the kind that it had first, in every app.
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
   * @param others the live versions of the tenant's other apps
   */
  List<Problem> problems(
      LiveItem item,
      AppName app,
      Version next,
      Optional<Version> last,
      SortedMap<AppName, Version> others) {
    SortedSet<String> declared = new TreeSet<>(next.manifest().pointMaps());
    SortedSet<String> known = new TreeSet<>(item.pointMaps());
    last.ifPresent(version -> known.addAll(version.manifest().pointMaps()));
    others.values().forEach(version -> known.addAll(version.manifest().pointMaps()));
    List<Problem> problems = new ArrayList<>();
    for (String map : known) {
      if (!declared.contains(map)) {
        dropped(app, next, last, others, map).ifPresent(problems::add);
      }
    }
    for (String map : declared) {
      if (!known.contains(map)) {
        fresh(item.tenant(), app, others, map).ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** A point map that the version does not declare: harmless as long as it does not use it. */
  private static Optional<Problem> dropped(
      AppName app,
      Version next,
      Optional<Version> last,
      SortedMap<AppName, Version> others,
      String map) {
    String cure = "Add `\"kv\": {\"" + map + "\": \"point\"}`, or use a map of another name.";
    boolean had = last.filter(one -> one.manifest().pointMaps().contains(map)).isPresent();
    if (!had && !uses(next, map)) {
      return Optional.empty();
    }
    for (Map.Entry<AppName, Version> other : others.entrySet()) {
      if (other.getValue().manifest().pointMaps().contains(map)) {
        return Optional.of(
            problem(disagree(app, other.getKey(), map, "`" + other.getKey() + "`"), cure));
      }
    }
    return Optional.of(
        problem("Map `" + map + "` was deployed as a point map, and a map keeps its kind.", cure));
  }

  /** A map that was not a point map so far. */
  private Optional<Problem> fresh(
      TenantId tenant, AppName app, SortedMap<AppName, Version> others, String map) {
    String cure = "Use a map of another name as point map, and copy the data.";
    for (Map.Entry<AppName, Version> other : others.entrySet()) {
      if (uses(other.getValue(), map)) {
        return Optional.of(problem(disagree(app, other.getKey(), map, "`" + app + "`"), cure));
      }
    }
    return kv.scan(tenant, map, Optional.empty(), 1).isEmpty()
        ? Optional.empty()
        : Optional.of(
            problem(
                "Map `" + map + "` holds data as an ordinary map, and a map keeps its kind.",
                cure));
  }

  private static String disagree(AppName app, AppName other, String map, String declares) {
    return "Apps `"
        + app
        + "` and `"
        + other
        + "` of this tenant disagree about map `"
        + map
        + "`: only "
        + declares
        + " declares it `\"point\"`.";
  }

  /**
   * Whether the version's source names the map. A name that is put together as the program runs is
   * not seen here; it meets the data that is there.
   */
  private static boolean uses(Version version, String map) {
    boolean reaches =
        !version.manifest().endpoints().isEmpty()
            || version.manifest().scripts().stream().anyMatch(Script::atomic);
    String name = Pattern.quote(map);
    Pattern named = Pattern.compile("([\"'`])" + name + "\\1|\\bkv\\s*\\.\\s*" + name + "\\b");
    return reaches
        && version.modules().values().stream()
            .map(Module::source)
            .anyMatch(source -> named.matcher(source).find());
  }

  private static Problem problem(String message, String cure) {
    return new Problem("app.json", 0, 0, message, cure, "");
  }
}
