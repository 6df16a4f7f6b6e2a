package dev.alcove.functions.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.aws.SettingsException;
import dev.alcove.dispatch.DispatchSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The function as Lambda makes and calls it, with events that need nothing of AWS. */
class ControlFunctionTest {
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("ALCOVE_DATA_TABLE", "alcove-data");
    environment.put("ALCOVE_OUTBOX_TABLE", "alcove-outbox");
    environment.put("ALCOVE_REGISTRY_TABLE", "alcove-registry");
    environment.put("ALCOVE_CODE_BUCKET", "alcove-code");
    environment.put("ALCOVE_BUS", "alcove");
    environment.put("ALCOVE_RUN_QUEUE", "https://sqs.eu-central-1.amazonaws.com/123456789012/r");
    environment.put("ALCOVE_SCHEDULE_GROUP", "alcove");
    environment.put(
        "ALCOVE_SCHEDULE_TARGET", "arn:aws:lambda:eu-central-1:123456789012:function:t");
    environment.put("ALCOVE_SCHEDULE_ROLE", "arn:aws:iam::123456789012:role/r");
    environment.put("ALCOVE_LOG_GROUPS", "/aws/lambda/http");
    return environment;
  }

  private static String send(RequestStreamHandler function, String event) throws IOException {
    byte[] sample = Files.readAllBytes(Path.of("../../events/control").resolve(event + ".json"));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(sample), answer, new NoContext());
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allThatIsMissingIsSaidTogether() {
    assertThatThrownBy(() -> new ControlFunction(Map.of("SCRIPTS_ENABLED", "perhaps")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SCRIPTS_ENABLED")
        .hasMessageContaining("AWS_REGION")
        .hasMessageContaining("ALCOVE_LOG_GROUPS");
  }

  /** Hooks are run while somebody waits behind API Gateway, which gives up after 29 s. */
  @Test
  void runsEndBeforeTheGatewayGivesUp() {
    Map<String, String> environment = environment();
    environment.put("SCRIPT_TIMEOUT_SECONDS", "200");
    environment.put("ALCOVE_PLANS", "{\"long\": {\"limits\": {\"wall_ms\": 200000}}}");
    DispatchSettings limits = new ControlFunction(environment).limits();
    assertThat(limits.defaultPlan().limits().wallMillis()).isEqualTo(10_000);
    assertThat(limits.plans().values())
        .singleElement()
        .extracting(plan -> plan.limits().wallMillis())
        .isEqualTo(25_000L);
  }

  @Test
  void aRequestIsAnswered() throws IOException {
    ControlFunction function = new ControlFunction(environment());
    assertThat(send(function, "openapi")).contains("\"statusCode\":200", "listTenants");
    assertThat(send(function, "tenants-without-token")).contains("\"statusCode\":401");
  }
}
