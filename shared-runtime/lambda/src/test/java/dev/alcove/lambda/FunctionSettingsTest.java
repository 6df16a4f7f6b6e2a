package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.aws.SettingsException;
import dev.alcove.domain.LiveItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionSettingsTest {
  private static final Pattern NAME = Pattern.compile("\"((?:ALCOVE|SCRIPTS?|AWS)_[A-Z0-9_]+)\"");

  private static List<String> problems(Map<String, String> environment) {
    try {
      FunctionSettings.forRuns(environment);
      return List.of();
    } catch (SettingsException e) {
      return e.problems();
    }
  }

  @Test
  void withoutAWordOurDefaultsHold() {
    FunctionSettings settings = FunctionSettings.forRuns(TestWorld.environment());
    assertThat(settings.dispatch().scriptsEnabled()).isTrue();
    assertThat(settings.dispatch().defaultPlan().requestsPerSecond()).hasValue(50);
    assertThat(settings.dispatch().defaultPlan().runsAtOnce()).isEqualTo(10);
    assertThat(settings.dispatch().defaultPlan().limits().wallMillis()).isEqualTo(30_000);
    assertThat(settings.defaultTier()).isEqualTo(LiveItem.Tier.SHARED);
  }

  /** Whoever sets up a stack mends it once, not eleven times. */
  @Test
  void everythingThatIsWrongIsSaidTogether() {
    assertThatThrownBy(
            () ->
                FunctionSettings.forRequests(
                    Map.of(
                        "SCRIPTS_ENABLED", "perhaps",
                        "ALCOVE_HTTP_TIMEOUT_SECONDS", "26",
                        "ALCOVE_PLANS", "{\"gold\": {\"runs\": 5}}",
                        "AWS_REGION", "eu-central-1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ALCOVE_HTTP_TIMEOUT_SECONDS is not a whole number from 1 to 25.")
        .hasMessageContaining("SCRIPTS_ENABLED is not true or false.")
        .hasMessageContaining(
            "ALCOVE_PLANS (line 1, column 11): Plan `gold` has an unknown key `runs`.")
        .hasMessageContaining("ALCOVE_DATA_TABLE is missing")
        .hasMessageContaining("ALCOVE_LOG_GROUPS is missing");
  }

  @Test
  void plansAndIssuers() {
    Map<String, String> environment = TestWorld.environment();
    environment.put(
        "ALCOVE_PLANS",
        "{\"gold\": {\"requests_per_second\": 100, \"limits\": {\"memory_mb\": 256}}}");
    environment.put("ALCOVE_DEFAULT_PLAN", "gold");
    environment.put("ALCOVE_DEFAULT_TIER", "strict");
    environment.put(
        "ALCOVE_ISSUERS",
        "[{\"issuer\": \"https://id.example\", \"audience\": \"alcove\","
            + " \"jwks\": {\"keys\": []}}]");
    FunctionSettings settings = FunctionSettings.forRuns(environment);
    assertThat(settings.dispatch().defaultPlan().limits().memoryBytes()).isEqualTo(256L << 20);
    assertThat(settings.dispatch().defaultPlan().requestsPerSecond()).hasValue(100);
    assertThat(settings.dispatch().issuers())
        .extracting(issuer -> issuer.issuer())
        .containsExactly("https://id.example");
    assertThat(settings.defaultTier()).isEqualTo(LiveItem.Tier.STRICT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALCOVE_PLANS        | [1]                  | ALCOVE_PLANS (line 1, column 1): This is an"
            + " array.",
        "ALCOVE_PLANS        | {                    | ALCOVE_PLANS (line 1, column 2): This is not"
            + " JSON",
        "ALCOVE_DEFAULT_PLAN | silver               | ALCOVE_DEFAULT_PLAN names `silver`",
        "ALCOVE_DEFAULT_TIER | both                 | ALCOVE_DEFAULT_TIER is not one of shared,"
            + " strict.",
        "ALCOVE_ISSUERS      | {}                   | ALCOVE_ISSUERS (line 1, column 1): This is an"
            + " object.",
        "ALCOVE_ISSUERS      | [1]                  | ALCOVE_ISSUERS (line 1, column 2): An issuer"
            + " is a number.",
        "ALCOVE_ISSUERS      | [{\"issuer\": \"i\"}]  | ALCOVE_ISSUERS (line 1, column 2): An"
            + " issuer has no `jwks`.",
        "ALCOVE_ISSUERS      | [{\"issuer\": \"i\", \"jwks\": {}}] | The keys of issuer `i` are not"
            + " a JWK set.",
        "SCRIPT_MAX_MEMORY_MB | 513                 | SCRIPT_MAX_MEMORY_MB is not a whole number"
            + " from 1 to 512.",
      })
  void eachIsNamedWithItsCure(String name, String value, String problem) {
    Map<String, String> environment = TestWorld.environment();
    environment.put(name, value);
    assertThat(problems(environment))
        .hasSize(1)
        .first()
        .satisfies(said -> assertThat(said).contains(problem));
  }

  /** The table of settings has every name that the sources have. */
  @Test
  void everySettingIsTold() throws Exception {
    String told = Files.readString(Path.of("../../docs/settings.md"));
    TreeSet<String> names = new TreeSet<>();
    for (String file :
        List.of(
            "lambda/src/main/java/dev/alcove/lambda",
            "aws/src/main/java/dev/alcove/aws",
            "dev/src/main/java/dev/alcove/dev")) {
      try (Stream<Path> sources = Files.list(Path.of("..").resolve(file))) {
        for (Path source : sources.toList()) {
          NAME.matcher(Files.readString(source)).results().forEach(m -> names.add(m.group(1)));
        }
      }
    }
    assertThat(names).contains("ALCOVE_PLANS", "ALCOVE_DATA_TABLE", "SCRIPT_VM_POOL_SIZE");
    assertThat(names).allSatisfy(name -> assertThat(told).contains("`" + name + "`"));
  }
}
