package dev.alcove.control;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What apps claim for themselves: routes, script names, hooks. The compiler checks a bundle; this
 * checks a version that was compiled when other apps were live.
 */
final class Claims {
  private Claims() {}

  /** What {@code app} would claim though another app has it. */
  static List<Problem> problems(AppName app, Manifest manifest, Map<AppName, Manifest> others) {
    Map<String, AppName> taken = new HashMap<>();
    others.forEach((other, claims) -> of(claims).forEach(claim -> taken.put(claim, other)));
    List<Problem> problems = new ArrayList<>();
    for (String claim : of(manifest)) {
      AppName other = taken.get(claim);
      if (other != null) {
        problems.add(
            new Problem(
                "app.json",
                0,
                0,
                "Apps `" + app + "` and `" + other + "` of this tenant both claim " + claim + ".",
                "Remove it from app `" + other + "` first.",
                ""));
      }
    }
    return problems;
  }

  /** Each claim in words; the same for two apps exactly if they clash. */
  private static List<String> of(Manifest manifest) {
    List<String> claims = new ArrayList<>();
    for (Endpoint endpoint : manifest.endpoints()) {
      claims.add("endpoint `" + endpoint.method() + " " + shape(endpoint.path()) + "`");
    }
    for (Script script : manifest.scripts()) {
      claims.add("script name `" + script.name() + "`");
      switch (script.trigger()) {
        case Script.Http http ->
            claims.add("route `" + http.method() + " " + shape(http.path()) + "`");
        case Script.Embedded embedded -> claims.add("hook `" + embedded.hook() + "`");
        case Script.Cron _, Script.Event _, Script.OneOff _ -> {}
      }
    }
    return claims;
  }

  /** The template without its parameters' names: equal shapes match the same paths. */
  private static String shape(PathTemplate path) {
    return path.toString().replaceAll("\\{[^}]*}", "{}");
  }
}
