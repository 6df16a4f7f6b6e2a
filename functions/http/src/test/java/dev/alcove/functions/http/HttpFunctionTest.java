package dev.alcove.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.aws.SettingsException;
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
class HttpFunctionTest {
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
    byte[] sample = Files.readAllBytes(Path.of("../../events/http").resolve(event + ".json"));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(sample), answer, new NoContext());
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allThatIsMissingIsSaidTogether() {
    assertThatThrownBy(() -> new HttpFunction(Map.of("SCRIPTS_ENABLED", "perhaps")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SCRIPTS_ENABLED")
        .hasMessageContaining("AWS_REGION")
        .hasMessageContaining("ALCOVE_LOG_GROUPS");
  }

  @Test
  void aRequestIsAnswered() throws IOException {
    HttpFunction function = new HttpFunction(environment());
    assertThat(send(function, "health")).contains("\"statusCode\":200", "x-request-id");
    assertThat(send(function, "not-a-request")).contains("\"statusCode\":400");
  }
}
