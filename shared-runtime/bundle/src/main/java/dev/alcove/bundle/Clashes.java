package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what an app claims that another app of the tenant has already: routes, names, hooks. */
public final class Clashes {
  /** What makes two claims the same, and how a message says it. */
  private record Claim(String key, String shown) {}

  private final AppName app;
  private final Map<String, AppName> taken = new HashMap<>();

  /** The claims of the target's other apps. */
  public Clashes(Target target) {
    requireNonNull(target, "target is null");
    this.app = target.app();
    target.others().forEach((other, manifest) -> take(other, manifest));
  }

  private void take(AppName other, Manifest manifest) {
    for (Claim claim : claims(manifest)) {
      taken.put(claim.key(), other);
    }
  }

  /** The clashes of a version that was compiled when other apps were live. */
  public List<Problem> of(Manifest manifest) {
    Findings findings = new Findings();
    for (Claim claim : claims(manifest)) {
      check(claim, Place.of("app.json"), findings);
    }
    return findings.problems();
  }

  /** The clashes of a bundle that is being compiled, each with its place. */
  void check(ManifestDraft draft, Findings findings) {
    for (EntryDraft.OfEndpoint entry : draft.endpoints()) {
      check(of(entry.endpoint()), entry.modulePlace(), findings);
    }
    for (EntryDraft.OfScript entry : draft.scripts()) {
      for (Claim claim : of(entry.name(), entry.trigger())) {
        check(claim, entry.modulePlace(), findings);
      }
    }
  }

  private void check(Claim claim, Place place, Findings findings) {
    AppName other = taken.get(claim.key());
    if (other != null) {
      findings.error(
          place,
          "Apps `" + app + "` and `" + other + "` of this tenant both claim " + claim.shown() + ".",
          "Change it in one of them, or remove it from app `" + other + "` first.");
    }
  }

  private static List<Claim> claims(Manifest manifest) {
    List<Claim> claims = new ArrayList<>();
    manifest.endpoints().forEach(endpoint -> claims.add(of(endpoint)));
    manifest.scripts().forEach(script -> claims.addAll(of(script.name(), script.trigger())));
    return claims;
  }

  private static Claim of(Endpoint endpoint) {
    return route("endpoint", endpoint.method(), endpoint.path());
  }

  private static List<Claim> of(ScriptName name, Script.Trigger trigger) {
    Claim named = new Claim("script " + name, "script name `" + name + "`");
    return switch (trigger) {
      case Script.Http http -> List.of(named, route("http", http.method(), http.path()));
      case Script.Embedded embedded ->
          List.of(named, new Claim("hook " + embedded.hook(), "hook `" + embedded.hook() + "`"));
      case Script.Cron _, Script.Event _, Script.OneOff _ -> List.of(named);
    };
  }

  private static Claim route(String kind, String method, PathTemplate path) {
    return new Claim(
        kind + " " + method + " " + Routes.shape(path),
        "route `" + method + " " + Shown.of(path.toString()) + "`");
  }
}
