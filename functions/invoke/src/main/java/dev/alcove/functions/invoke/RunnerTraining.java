package dev.alcove.functions.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.alcove.aws.SessionHolder;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Session;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.lambda.FunctionProcess;
import dev.alcove.lambda.FunctionSettings;
import dev.alcove.lambda.RunnerDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Uses once what a runner of the strict tier uses, while its image is built: what is loaded then,
 * the runner's processes start from. In place of AWS a server of this process answers, which has
 * nothing: no table has an item, no bucket an object.
 */
final class RunnerTraining {
  private static final TenantId NOBODY = new TenantId("alcove-training");
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
  private static final List<String> NAMES =
      List.of(
          "ALCOVE_DATA_TABLE",
          "ALCOVE_OUTBOX_TABLE",
          "ALCOVE_REGISTRY_TABLE",
          "ALCOVE_CODE_BUCKET",
          "ALCOVE_BUS",
          "ALCOVE_SCHEDULE_GROUP",
          "ALCOVE_LOG_GROUPS");
  private static final String NO_OBJECT =
      "<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>";

  private RunnerTraining() {}

  /** Ends when all is done; what fails ends it with an exception. */
  public static void main(String[] words) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.createContext("/", RunnerTraining::answer);
    server.start();
    String address = "http://" + here.getHostAddress() + ":" + server.getAddress().getPort();
    SessionHolder session = new SessionHolder();
    try (FunctionProcess process =
        FunctionProcess.start(FunctionSettings.forRuns(environment(address)), session)) {
      session.hold(new Session("none", "none", "none", FAR));
      process.prime();
      process.ports().storage().get(NOBODY, "key");
      process.ports().code().get(NOBODY, new VersionHash("0".repeat(64)));
      new RunnerDoor(process, session).handle(Bytes.utf8("{}"), Optional.empty());
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().close();
    boolean object = exchange.getRequestMethod().equals("GET");
    byte[] body = (object ? NO_OBJECT : "{}").getBytes(UTF_8);
    exchange.sendResponseHeaders(object ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> environment(String address) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ALCOVE_STRICT_RUNNER", "true");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ENDPOINT_URL", address);
    NAMES.forEach(name -> environment.put(name, "none"));
    environment.put("ALCOVE_RUN_QUEUE", "https://sqs.eu-central-1.amazonaws.com/000000000000/none");
    environment.put(
        "ALCOVE_SCHEDULE_TARGET", "arn:aws:lambda:eu-central-1:000000000000:function:none");
    environment.put("ALCOVE_SCHEDULE_ROLE", "arn:aws:iam::000000000000:role/none");
    return environment;
  }
}
