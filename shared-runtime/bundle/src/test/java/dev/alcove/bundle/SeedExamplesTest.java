package dev.alcove.bundle;

import static dev.alcove.bundle.Compiling.compiled;
import static dev.alcove.bundle.Compiling.problems;
import static dev.alcove.bundle.Compiling.resource;
import static dev.alcove.bundle.Compiling.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Module;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.Version;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of CCF and of the IOTA SDK show, word for word. */
class SeedExamplesTest {
  private static Bundle proposal() {
    return BundleReader.fromJson(Bytes.utf8(resource("set_js_app.json")));
  }

  @Test
  void compilesTheProposalOfCcfsPage() {
    Bundle bundle = proposal();
    Compilation.Compiled compiled = compiled(bundle);

    assertThat(bundle.door()).isEqualTo(Door.CCF);
    assertThat(bundle.disableBytecodeCache()).isFalse();
    assertThat(compiled.warnings()).isEmpty();
    assertThat(compiled.version().manifest().endpoints())
        .extracting(e -> e.method() + " " + e.path() + " " + e.function() + " " + e.mode())
        .containsExactly(
            "POST /compute compute " + Mode.READONLY,
            "GET /compute2/{op}/{left}/{right} compute2 " + Mode.READONLY);
    Endpoint compute = compiled.version().manifest().endpoints().getFirst();
    assertThat(compute.policies()).containsExactly(new AuthnPolicy.Named("user_cert"));
    assertThat(compute.openapi()).startsWith("{\"requestBody\":{\"required\":true,");
  }

  @Test
  void compilesTheSameAppAsAFolderWouldHaveIt() {
    String metadata =
        Json.text(Json.parse(resource("set_js_app.json")).at("/actions/0/args/bundle/metadata"));
    Version version = version(Bundle.of(metadata, Map.of("math.js", resource("math.js"))));

    assertThat(version.hash()).isEqualTo(version(proposal()).hash());
    assertThat(version.modules())
        .containsEntry("math.js", new Module("math.js", Module.Kind.ESM, resource("math.js")));
  }

  @Test
  void leavesOtherActionsToGovernance() {
    assertThat(problems(BundleReader.fromJson(Bytes.utf8(resource("refresh.json")))))
        .containsExactly(
            "bundle.json:3:5: Action `refresh_js_app_bytecode_cache` does not belong to a bundle."
                + " Send `set_js_app` alone here, and other actions to governance.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "send-notifications | {'type': 'cron', 'schedule': '0 9 * * *'} | main",
        "validate-order | {'type': 'embedded', 'hook': 'order.validate'} | validateOrder",
        "sales-report | {'type': 'http', 'method': 'GET', 'path': '/api/custom/sales-report'} |"
            + " handleRequest",
        "update-analytics | {'type': 'event', 'pattern': {'detail-type': ['order.created']}} |"
            + " handleOrderCreated"
      },
      quoteCharacter = '`')
  void compilesTheScriptsOfIotasPage(String name, String definition, String handler) {
    Version version =
        version(
            BundleReader.fromScript(
                new ScriptName(name), definition.replace('\'', '"'), resource(name + ".js")));

    assertThat(version.modules().get(name + ".js"))
        .isEqualTo(new Module(name + ".js", Module.Kind.CLASSIC, resource(name + ".js")));
    Script script = version.manifest().scripts().getFirst();
    assertThat(script.function()).isEqualTo(handler);
    assertThat(script.policies()).containsExactly(new AuthnPolicy.Named("jwt"));
    assertThat(version.manifest().capabilities().services()).containsExactly("*");
    assertThat(version.manifest().eval()).isFalse();
  }

  @Test
  void placesProblemsOfALoneScriptWhereItsAuthorWroteThem() {
    Bundle bundle =
        BundleReader.fromScript(
            new ScriptName("a"),
            "{\"type\": \"cron\", \"schedul\": \"@daily\"}",
            "function main() {}");

    assertThat(problems(bundle))
        .containsExactly(
            "definition:1:1: Script `a` has no `schedule`. Write a cron expression, such as"
                + " `\"0 9 * * *\"`.",
            "definition:1:18: Script `a` has an unknown key `schedul`. Did you mean `schedule`?");
    assertThat(problems(BundleReader.fromScript(new ScriptName("a"), "[]", "")))
        .isEqualTo(
            List.of(
                "definition:1:1: The definition is an array. Write an object such as"
                    + " `{\"type\": \"one_off\"}`."));
  }
}
