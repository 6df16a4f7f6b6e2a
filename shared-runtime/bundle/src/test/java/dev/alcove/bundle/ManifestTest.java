package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Script;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A manifest with everything in it. */
class ManifestTest {
  private static final String APP =
      """
      {
        "endpoints": {
          "/compute/{op}": { "post": {
            "js_module": "math.js", "js_function": "compute",
            "mode": "readonly",
            "authn_policies": ["jwt", {"all_of": ["user_cert", "jwt"]}],
            "forwarding_required": "never", "openapi": {"responses": {}}, "openapi_hidden": true,
            "validate": "request", "limits": {"wall_ms": 1000}
          } }
        },
        "scripts": {
          "send-notifications": { "type": "cron", "js_module": "send-notifications.js", "js_function": "main",
                                  "schedule": "0 9 * * *", "timezone": "Europe/Berlin", "overlap": "queue" },
          "sales-report":       { "type": "http", "method": "GET", "path": "/api/custom/sales-report", "js_module": "sales-report.js" },
          "update-analytics":   { "type": "event", "js_module": "analytics.js", "pattern": { "detail-type": ["order.created"] } },
          "validate-order":     { "type": "embedded", "hook": "order.validate", "js_module": "rules.js", "js_function": "validateOrder" },
          "backfill":           { "type": "one_off", "js_module": "backfill.js", "atomic": true }
        },
        "capabilities": {
          "db": true, "services": ["clients", "notifications.sendEmail"], "http": ["api.example.com"], "secrets": ["STRIPE_KEY"],
          "globals": ["storage"]
        },
        "kv": { "audit": "point" },
        "limits": { "wall_ms": 5000, "cpu_ms": 2000, "memory_mb": 64 },
        "cors": { "origins": ["https://shop.example.com"] },
        "bigint": true
      }
      """;
  private static final Map<String, String> MODULES =
      Map.of(
          "math.js", "export function compute() {}",
          "send-notifications.js", "async function main() {}",
          "sales-report.js", "async function handleRequest(req) {}",
          "analytics.js", "async function handleOrderCreated(event) {}",
          "rules.js", "function helper() {}\nasync function validateOrder(order) {}",
          "backfill.js", "export async function main() {}");

  private final Compilation.Compiled compiled = Compiling.compiled(Bundle.of(APP, MODULES));
  private final Manifest manifest = compiled.version().manifest();

  @Test
  void isReadWithoutAWarning() {
    assertThat(compiled.warnings()).isEmpty();
    assertThat(compiled.version().metadata()).startsWith("{\"bigint\":true,\"capabilities\":");
  }

  @Test
  void hasItsEndpoint() {
    Endpoint endpoint = manifest.endpoints().getFirst();

    assertThat(endpoint.method() + " " + endpoint.path()).isEqualTo("POST /compute/{op}");
    assertThat(endpoint.mode()).isEqualTo(Mode.READONLY);
    assertThat(endpoint.policies())
        .containsExactly(
            new AuthnPolicy.Named("jwt"), new AuthnPolicy.AllOf(List.of("jwt", "user_cert")));
    assertThat(endpoint.openapi()).isEqualTo("{\"responses\":{}}");
    assertThat(endpoint.openapiHidden()).isTrue();
    assertThat(endpoint.validate()).isEqualTo(Endpoint.Validate.REQUEST);
    assertThat(endpoint.limits().wallMillis()).isEqualTo(OptionalLong.of(1000));
  }

  @Test
  void hasItsScripts() {
    Map<String, Script> scripts =
        manifest.scripts().stream()
            .collect(Collectors.toMap(script -> script.name().value(), Function.identity()));

    assertThat(scripts.values())
        .extracting(
            script -> script.name() + " " + script.trigger().kind() + " " + script.function())
        .containsExactlyInAnyOrder(
            "send-notifications cron main",
            "sales-report http handleRequest",
            "update-analytics event handleOrderCreated",
            "validate-order embedded validateOrder",
            "backfill one_off main");
    assertThat(scripts.values())
        .allMatch(s -> s.policies().equals(List.of(new AuthnPolicy.Named("jwt"))));
    assertThat(scripts.values()).filteredOn(Script::atomic).hasSize(1);
    assertThat(scripts.values())
        .extracting(Script::trigger)
        .contains(
            new Script.Event("{\"detail-type\":[\"order.created\"]}"),
            new Script.Embedded("order.validate"))
        .anyMatch(
            trigger ->
                trigger instanceof Script.Cron cron
                    && cron.overlap() == Script.Overlap.QUEUE
                    && cron.schedule().zone().getId().equals("Europe/Berlin"));
  }

  @Test
  void hasTheRest() {
    assertThat(manifest.capabilities())
        .isEqualTo(
            new DeclaredCapabilities(
                true,
                List.of("clients", "notifications.sendEmail"),
                List.of("api.example.com"),
                List.of("STRIPE_KEY"),
                Set.of("storage")));
    assertThat(manifest.pointMaps()).containsExactly("audit");
    assertThat(manifest.limits().memoryMegabytes()).isEqualTo(OptionalLong.of(64));
    assertThat(manifest.corsOrigins()).containsExactly("https://shop.example.com");
    assertThat(manifest.bigint()).isTrue();
    assertThat(manifest.eval()).isFalse();
  }
}
