package dev.alcove.dispatch;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The routes of a tenant's live versions. Built once for a set of versions; immutable. The rules
 * are CCF's: an exact path before a template for the same verb; several templates that match are an
 * error, never a choice.
 */
final class RouteTable {
  /** What a path leads to. */
  sealed interface Target {
    AppName app();

    Version version();
  }

  record ToEndpoint(AppName app, Version version, Endpoint endpoint) implements Target {}

  record ToScript(AppName app, Version version, Script script) implements Target {}

  /** Where a request goes. */
  sealed interface Routed {
    record Found(Target target, String template, Map<String, String> params) implements Routed {}

    /** No verb matches the path. */
    record Nowhere() implements Routed {}

    /** Other verbs match: these, in CCF's order. */
    record OtherVerbs(List<String> allowed) implements Routed {}

    /** More than one template matches. */
    record Ambiguous(List<String> templates) implements Routed {}
  }

  private record Route(PathTemplate path, Target target) {}

  private static final String SCRIPT_PREFIX = "/api/custom/";

  private final Map<String, Map<String, Route>> exact = new HashMap<>();
  private final Map<String, List<Route>> templates = new HashMap<>();

  RouteTable(SortedMap<AppName, Version> apps) {
    apps.forEach(
        (app, version) -> {
          for (Endpoint endpoint : version.manifest().endpoints()) {
            add(endpoint.method(), endpoint.path(), new ToEndpoint(app, version, endpoint));
          }
          for (Script script : version.manifest().scripts()) {
            if (script.trigger() instanceof Script.Http http) {
              add(http.method(), http.path(), new ToScript(app, version, script));
            }
          }
        });
  }

  private void add(String verb, PathTemplate path, Target target) {
    Route route = new Route(path, target);
    if (path.isExact()) {
      exact.computeIfAbsent(verb, v -> new HashMap<>()).putIfAbsent(path.toString(), route);
    } else {
      templates.computeIfAbsent(verb, v -> new ArrayList<>()).add(route);
    }
  }

  /** Routes a raw path, without {@code /t/<tenant>} and {@code /app}. */
  Routed route(String verb, String path) {
    Route hit = exact.getOrDefault(verb, Map.of()).get(path);
    if (hit != null) {
      return new Routed.Found(hit.target, hit.path.toString(), Map.of());
    }
    List<Routed.Found> found = new ArrayList<>();
    for (Route route : templates.getOrDefault(verb, List.of())) {
      route
          .path
          .match(path)
          .ifPresent(
              params -> found.add(new Routed.Found(route.target, route.path.toString(), params)));
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (!found.isEmpty()) {
      return new Routed.Ambiguous(found.stream().map(Routed.Found::template).toList());
    }
    List<String> allowed = verbsFor(path);
    return allowed.isEmpty() ? new Routed.Nowhere() : new Routed.OtherVerbs(allowed);
  }

  /** The verbs that a path has, in alphabetical order, which for the usual ones is CCF's. */
  private List<String> verbsFor(String path) {
    TreeSet<String> verbs = new TreeSet<>();
    exact.forEach(
        (verb, paths) -> {
          if (paths.containsKey(path)) {
            verbs.add(verb);
          }
        });
    templates.forEach(
        (verb, routes) -> {
          if (routes.stream().anyMatch(route -> route.path.match(path).isPresent())) {
            verbs.add(verb);
          }
        });
    return List.copyOf(verbs);
  }

  /** Whether a path belongs to scripts: their errors have another form than CCF's. */
  static boolean isScriptPath(String path) {
    return path.startsWith(SCRIPT_PREFIX);
  }
}
