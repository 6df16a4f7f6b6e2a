package dev.alcove.bundle;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Script;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import java.util.HashMap;
import java.util.Map;

/** Finds what an app claims that another app of the tenant has already. */
final class Clashes {
  /** Who has what: by the claim as a message says it, and what makes two claims the same. */
  private final Map<String, AppName> claimed = new HashMap<>();

  private final Target target;
  private final Findings findings;

  Clashes(Target target, Findings findings) {
    this.target = target;
    this.findings = findings;
    target.others().forEach(this::claim);
  }

  private void claim(AppName app, Manifest manifest) {
    for (Endpoint endpoint : manifest.endpoints()) {
      claimed.put(key(endpoint), app);
    }
    for (Script script : manifest.scripts()) {
      claimed.put("script " + script.name(), app);
      claimed.put(key(script.trigger()), app);
    }
  }

  void check(ManifestDraft draft) {
    for (EntryDraft.OfEndpoint entry : draft.endpoints()) {
      check(key(entry.endpoint()), "route " + shown(entry.endpoint()), entry.modulePlace());
    }
    for (EntryDraft.OfScript entry : draft.scripts()) {
      check("script " + entry.name(), "script name `" + entry.name() + "`", entry.modulePlace());
      check(key(entry.trigger()), shown(entry.trigger()), entry.modulePlace());
    }
  }

  private void check(String key, String shown, Place place) {
    AppName other = claimed.get(key);
    if (other != null && !key.isEmpty()) {
      findings.error(
          place,
          String.format(
              "Apps `%s` and `%s` of this tenant both claim %s.", target.app(), other, shown),
          "Change it in one of them, or remove it from app `" + other + "` first.");
    }
  }

  private static String key(Endpoint endpoint) {
    return "endpoint " + endpoint.method() + " " + Routes.shape(endpoint.path());
  }

  private static String shown(Endpoint endpoint) {
    return "`" + endpoint.method() + " " + Shown.of(endpoint.path().toString()) + "`";
  }

  private static String key(Script.Trigger trigger) {
    return switch (trigger) {
      case Script.Http http -> "http " + http.method() + " " + Routes.shape(http.path());
      case Script.Embedded embedded -> "hook " + embedded.hook();
      case Script.Cron _, Script.Event _, Script.OneOff _ -> "";
    };
  }

  private static String shown(Script.Trigger trigger) {
    return switch (trigger) {
      case Script.Http http ->
          "route `" + http.method() + " " + Shown.of(http.path().toString()) + "`";
      case Script.Embedded embedded -> "hook `" + embedded.hook() + "`";
      case Script.Cron _, Script.Event _, Script.OneOff _ -> trigger.kind();
    };
  }
}
