package dev.alcove.wire;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import dev.alcove.domain.PathTemplate;
import java.util.Set;
import java.util.TreeSet;

/**
 * A checked manifest: not {@code app.json} as people write it, but what was found in it, so that it
 * is checked once.
 */
public final class ManifestFormat {
  private static final Form<Manifest> FORM =
      Form.of("manifest", 1, ManifestFormat::put, ManifestFormat::take);

  private ManifestFormat() {}

  public static Bytes write(Manifest manifest) {
    return FORM.write(manifest);
  }

  /**
   * Reads a manifest.
   *
   * @throws FormatException if it is not one
   */
  public static Manifest read(Bytes bytes) {
    return FORM.read(bytes);
  }

  static void put(Manifest manifest, FieldWriter out) {
    out.list("endpoints", manifest.endpoints(), ManifestFormat::putEndpoint);
    out.list("scripts", manifest.scripts(), ScriptFields::put);
    out.object("capabilities", manifest.capabilities(), ManifestFormat::putCapabilities);
    out.texts("point_maps", new TreeSet<>(manifest.pointMaps()));
    out.object("limits", manifest.limits(), ManifestFormat::putLimits);
    out.flag("eval", manifest.eval());
    out.flag("bigint", manifest.bigint());
    out.texts("cors_origins", manifest.corsOrigins());
  }

  static Manifest take(FieldReader in) {
    return new Manifest(
        in.list("endpoints", ManifestFormat::takeEndpoint),
        in.list("scripts", ScriptFields::take),
        in.object("capabilities", ManifestFormat::takeCapabilities),
        Set.copyOf(in.texts("point_maps")),
        in.object("limits", ManifestFormat::takeLimits),
        in.flag("eval"),
        in.flag("bigint"),
        in.texts("cors_origins"));
  }

  private static void putEndpoint(Endpoint endpoint, FieldWriter out) {
    out.text("method", endpoint.method());
    out.text("path", endpoint.path().toString());
    out.text("module", endpoint.module());
    out.text("function", endpoint.function());
    out.word("mode", endpoint.mode());
    out.list("policies", endpoint.policies(), ManifestFormat::putPolicy);
    out.text("openapi", endpoint.openapi());
    out.flag("openapi_hidden", endpoint.openapiHidden());
    out.word("validate", endpoint.validate());
    out.object("limits", endpoint.limits(), ManifestFormat::putLimits);
    endpoint.interpreterReuse().ifPresent(key -> out.text("interpreter_reuse", key));
  }

  private static Endpoint takeEndpoint(FieldReader in) {
    return new Endpoint(
        in.text("method"),
        in.value("path", PathTemplate::parse),
        in.text("module"),
        in.text("function"),
        in.word("mode", Mode.class),
        in.list("policies", ManifestFormat::takePolicy),
        in.text("openapi"),
        in.flag("openapi_hidden"),
        in.word("validate", Endpoint.Validate.class),
        in.object("limits", ManifestFormat::takeLimits),
        in.optional("interpreter_reuse", FieldReader::text));
  }

  static void putPolicy(AuthnPolicy policy, FieldWriter out) {
    switch (policy) {
      case AuthnPolicy.Named named -> out.text("name", named.name());
      case AuthnPolicy.AllOf all -> out.texts("all_of", all.names());
    }
  }

  static AuthnPolicy takePolicy(FieldReader in) {
    return in.<AuthnPolicy>optional("all_of", (all, name) -> new AuthnPolicy.AllOf(all.texts(name)))
        .orElseGet(() -> new AuthnPolicy.Named(in.text("name")));
  }

  private static void putCapabilities(DeclaredCapabilities capabilities, FieldWriter out) {
    out.flag("db", capabilities.db());
    out.texts("services", capabilities.services());
    out.texts("http", capabilities.httpHosts());
    out.texts("secrets", capabilities.secrets());
    out.texts("globals", new TreeSet<>(capabilities.globals()));
  }

  private static DeclaredCapabilities takeCapabilities(FieldReader in) {
    return new DeclaredCapabilities(
        in.flag("db"),
        in.texts("services"),
        in.texts("http"),
        in.texts("secrets"),
        Set.copyOf(in.texts("globals")));
  }

  static void putLimits(LimitOverrides limits, FieldWriter out) {
    limits.wallMillis().ifPresent(wall -> out.number("wall_ms", wall));
    limits.cpuMillis().ifPresent(cpu -> out.number("cpu_ms", cpu));
    limits.memoryMegabytes().ifPresent(memory -> out.number("memory_mb", memory));
  }

  static LimitOverrides takeLimits(FieldReader in) {
    return new LimitOverrides(
        in.optionalNumber("wall_ms"), in.optionalNumber("cpu_ms"), in.optionalNumber("memory_mb"));
  }
}
