package dev.alcove.dispatch;

import dev.alcove.domain.AppName;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.Version;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A tenant as one consistent read found it, with the code of its live versions.
 *
 * @param item what was read
 */
record LiveTenant(
    LiveItem item,
    SortedMap<AppName, Version> versions,
    RouteTable routes,
    Subscriptions subscriptions) {
  /** A script and where it is. */
  record Placed(AppName app, Version version, Script script) {}

  /** A live script by its name. */
  Optional<Placed> script(ScriptName name) {
    return versions.entrySet().stream()
        .flatMap(
            app ->
                app.getValue().manifest().scripts().stream()
                    .filter(script -> script.name().equals(name))
                    .map(script -> new Placed(app.getKey(), app.getValue(), script)))
        .findFirst();
  }

  /** The live embedded script of a hook. */
  Optional<Placed> hook(String hook) {
    return versions.entrySet().stream()
        .flatMap(
            app ->
                app.getValue().manifest().scripts().stream()
                    .filter(script -> isHook(script, hook))
                    .map(script -> new Placed(app.getKey(), app.getValue(), script)))
        .findFirst();
  }

  private static boolean isHook(Script script, String hook) {
    return script.trigger() instanceof Script.Embedded embedded && embedded.hook().equals(hook);
  }
}
