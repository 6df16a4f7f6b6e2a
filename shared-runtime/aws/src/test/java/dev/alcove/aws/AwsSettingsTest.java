package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.aws.AwsSettings.Service;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsSettingsTest {
  private static final List<String> NEEDED =
      List.of(
          "AWS_REGION",
          "ALCOVE_DATA_TABLE",
          "ALCOVE_OUTBOX_TABLE",
          "ALCOVE_REGISTRY_TABLE",
          "ALCOVE_CODE_BUCKET",
          "ALCOVE_BUS",
          "ALCOVE_RUN_QUEUE",
          "ALCOVE_SCHEDULE_GROUP",
          "ALCOVE_SCHEDULE_TARGET",
          "ALCOVE_SCHEDULE_ROLE",
          "ALCOVE_LOG_GROUPS");

  static Map<String, String> complete() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("ALCOVE_DATA_TABLE", "alcove-data");
    environment.put("ALCOVE_OUTBOX_TABLE", "alcove-outbox");
    environment.put("ALCOVE_REGISTRY_TABLE", "alcove-registry");
    environment.put("ALCOVE_CODE_BUCKET", "alcove-code");
    environment.put("ALCOVE_BUS", "alcove");
    environment.put(
        "ALCOVE_RUN_QUEUE", "https://sqs.eu-central-1.amazonaws.com/123456789012/alcove-runs");
    environment.put("ALCOVE_SCHEDULE_GROUP", "alcove");
    environment.put(
        "ALCOVE_SCHEDULE_TARGET", "arn:aws:lambda:eu-central-1:123456789012:function:t");
    environment.put("ALCOVE_SCHEDULE_ROLE", "arn:aws:iam::123456789012:role/r");
    environment.put("ALCOVE_LOG_GROUPS", "/aws/lambda/http, /aws/lambda/invoke");
    return environment;
  }

  private static List<String> problems(Map<String, String> environment) {
    try {
      AwsSettings.from(environment);
    } catch (SettingsException e) {
      return e.problems();
    }
    return List.of();
  }

  @Test
  void readsTheEnvironment() {
    AwsSettings settings = AwsSettings.from(complete());
    assertThat(settings.dataTable()).isEqualTo("alcove-data");
    assertThat(settings.logGroups()).containsExactly("/aws/lambda/http", "/aws/lambda/invoke");
    assertThat(settings.metricsNamespace()).isEqualTo("Alcove");
    assertThat(settings.endpoints()).isEmpty();
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnce() {
    List<String> problems = problems(Map.of());
    assertThat(problems).hasSameSizeAs(NEEDED);
    for (int i = 0; i < NEEDED.size(); i++) {
      assertThat(problems.get(i)).startsWith(NEEDED.get(i) + " is missing: set it to ");
    }
    assertThatThrownBy(() -> AwsSettings.from(Map.of("ALCOVE_BUS", " ")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(NEEDED.toArray(String[]::new));
  }

  @Test
  void whatIsWrongIsSaidBesideWhatIsMissing() {
    Map<String, String> environment = complete();
    environment.remove("ALCOVE_BUS");
    environment.put("AWS_REGION", "Frankfurt");
    environment.put("ALCOVE_CODE_BUCKET", "No Bucket");
    environment.put("ALCOVE_RUN_QUEUE", "alcove-runs");
    environment.put("ALCOVE_SCHEDULE_ROLE", "role");
    environment.put("ALCOVE_LOG_GROUPS", "a,b c");
    environment.put("ALCOVE_METRICS_NAMESPACE", "a b");
    environment.put("AWS_ENDPOINT_URL_S3", "ftp://x");
    assertThat(problems(environment))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly(
            "AWS_REGION",
            "ALCOVE_CODE_BUCKET",
            "ALCOVE_BUS",
            "ALCOVE_RUN_QUEUE",
            "ALCOVE_SCHEDULE_ROLE",
            "ALCOVE_LOG_GROUPS",
            "ALCOVE_METRICS_NAMESPACE",
            "AWS_ENDPOINT_URL_S3");
  }

  @Test
  void aServicesOwnEndpointWins() {
    Map<String, String> environment = complete();
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:2");
    AwsSettings settings = AwsSettings.from(environment);
    assertThat(settings.endpoints()).containsOnlyKeys(Service.values());
    assertThat(settings.endpoints())
        .containsEntry(Service.DYNAMODB, URI.create("http://127.0.0.1:2"))
        .containsEntry(Service.S3, URI.create("http://127.0.0.1:1"));
  }
}
