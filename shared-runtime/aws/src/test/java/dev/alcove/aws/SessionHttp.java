package dev.alcove.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The network of a process that has a session: on the way to emulators, which let everybody do
 * everything, each request is judged as AWS would judge it, part by part, and refused in AWS's way.
 */
final class SessionHttp implements SdkHttpClient {
  private final SdkHttpClient onward;
  private final AwsSettings settings;
  private final RunnerRights rights;

  SessionHttp(SdkHttpClient onward, AwsSettings settings, RunnerRights rights) {
    this.onward = onward;
    this.settings = settings;
    this.rights = rights;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        List<IamPolicy.Request> parts = parts(request);
        if (!parts.isEmpty() && parts.stream().allMatch(rights::allow)) {
          return onward.prepareRequest(request).call();
        }
        return FaultyHttp.response(
            403,
            "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"no\"}");
      }

      @Override
      public void abort() {}
    };
  }

  /** What a request needs to be allowed. */
  private List<IamPolicy.Request> parts(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    if (target.startsWith("DynamoDB_")) {
      return items(target.substring(target.indexOf('.') + 1), Json.parse(body(request)));
    }
    if (target.isEmpty()) {
      boolean read = request.httpRequest().method().name().equals("GET");
      String path = request.httpRequest().encodedPath().substring(1);
      return List.of(
          IamPolicy.Request.of(read ? "s3:GetObject" : "s3:PutObject", "arn:aws:s3:::" + path));
    }
    return List.of(IamPolicy.Request.of(target.replace('.', ':'), "*"));
  }

  private List<IamPolicy.Request> items(String operation, JsonNode body) {
    List<IamPolicy.Request> parts = new ArrayList<>();
    switch (operation) {
      case "GetItem", "DeleteItem", "UpdateItem" -> parts.add(item(operation, body, "Key"));
      case "PutItem" -> parts.add(item(operation, body, "Item"));
      case "Query" ->
          parts.add(
              keys(
                  operation,
                  body.path("TableName").asText(),
                  List.of(body.at("/ExpressionAttributeValues/:pk/S").asText())));
      case "BatchGetItem" ->
          body.path("RequestItems")
              .properties()
              .forEach(table -> parts.add(keys(operation, table.getKey(), batch(table))));
      case "BatchWriteItem" ->
          body.path("RequestItems")
              .properties()
              .forEach(table -> parts.add(keys(operation, table.getKey(), written(table))));
      case "TransactWriteItems", "TransactGetItems" -> {
        for (JsonNode each : body.path("TransactItems")) {
          for (Map.Entry<String, JsonNode> part : each.properties()) {
            boolean put = part.getKey().equals("Put");
            parts.add(item(part.getKey() + "Item", part.getValue(), put ? "Item" : "Key"));
          }
        }
      }
      default -> throw new IllegalStateException("no runner is known to call " + operation);
    }
    return parts;
  }

  private static List<String> batch(Map.Entry<String, JsonNode> table) {
    List<String> partitions = new ArrayList<>();
    table.getValue().path("Keys").forEach(key -> partitions.add(partition(key)));
    return partitions;
  }

  private static List<String> written(Map.Entry<String, JsonNode> table) {
    List<String> partitions = new ArrayList<>();
    for (JsonNode write : table.getValue()) {
      boolean put = write.has("PutRequest");
      partitions.add(
          partition(put ? write.at("/PutRequest/Item") : write.at("/DeleteRequest/Key")));
    }
    return partitions;
  }

  private IamPolicy.Request item(String action, JsonNode part, String keys) {
    return keys(action, part.path("TableName").asText(), List.of(partition(part.path(keys))));
  }

  private IamPolicy.Request keys(String action, String table, List<String> partitions) {
    return IamPolicy.Request.ofItems(
        "dynamodb:" + action, RunnerRights.table(settings, table), partitions);
  }

  private static String partition(JsonNode item) {
    return item.at("/" + Row.PK + "/S").asText();
  }

  private static String body(HttpExecuteRequest request) {
    try (var in = request.contentStreamProvider().orElseThrow().newStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    onward.close();
  }
}
