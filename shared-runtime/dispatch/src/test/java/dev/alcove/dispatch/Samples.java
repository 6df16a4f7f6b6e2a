package dev.alcove.dispatch;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Module;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.Version;
import dev.alcove.wire.Json;
import dev.alcove.wire.VersionHashing;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Versions and their parts, made by hand: what {@code bundle} would have read. */
final class Samples {
  static final String MODULE = "app.js";

  private Samples() {}

  static Endpoint endpoint(String method, String path, String function, Mode mode) {
    return new Endpoint(
        method,
        PathTemplate.parse(path),
        MODULE,
        function,
        mode,
        List.of(),
        "{}",
        false,
        Endpoint.Validate.OFF,
        LimitOverrides.NONE);
  }

  static Endpoint endpoint(String method, String path, String... policies) {
    return new Endpoint(
        method,
        PathTemplate.parse(path),
        MODULE,
        "handle",
        Mode.READWRITE,
        Arrays.stream(policies).map(AuthnPolicy.Named::new).map(AuthnPolicy.class::cast).toList(),
        "{}",
        false,
        Endpoint.Validate.OFF,
        LimitOverrides.NONE);
  }

  static Script script(String name, Script.Trigger trigger, String function, boolean atomic) {
    return new Script(
        new ScriptName(name), trigger, MODULE, function, List.of(), atomic, LimitOverrides.NONE);
  }

  static Version version(String source, List<Endpoint> endpoints, List<Script> scripts) {
    return version(source, endpoints, scripts, Set.of());
  }

  static Version version(
      String source, List<Endpoint> endpoints, List<Script> scripts, Set<String> pointMaps) {
    SortedMap<String, Module> modules = new TreeMap<>();
    modules.put(MODULE, new Module(MODULE, Module.Kind.ESM, source));
    SortedMap<String, String> sources = new TreeMap<>();
    sources.put(MODULE, source);
    // Not what a bundle would have, but different for different entries, as a version's must be.
    String metadata = Json.text(Json.object().put("entries", endpoints + " " + scripts));
    return new Version(
        VersionHashing.hash(metadata, sources),
        metadata,
        new Manifest(
            endpoints,
            scripts,
            DeclaredCapabilities.NONE,
            pointMaps,
            LimitOverrides.NONE,
            false,
            false,
            List.of()),
        modules);
  }
}
