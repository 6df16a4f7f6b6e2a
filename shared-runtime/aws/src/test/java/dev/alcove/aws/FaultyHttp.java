package dev.alcove.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The network below the SDK, which can fail as networks and services do: answers get lost before or
 * after the request took effect, and services refuse.
 */
final class FaultyHttp implements SdkHttpClient {
  /** One request as a fault sees it. */
  record Sent(String operation, String body) {}

  /** Goes on to the real service. */
  interface Onward {
    HttpExecuteResponse call() throws IOException;
  }

  /** What happens to a request instead of being passed on. */
  interface Fault {
    HttpExecuteResponse happen(Sent sent, Onward onward) throws IOException;
  }

  private record Planned(String operation, Fault fault) {}

  private final @Nullable SdkHttpClient onward;
  private final List<Planned> plan = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  /**
   * Faults on the way to a service.
   *
   * @param onward to the service; null: there is none, every answer is planned
   */
  FaultyHttp(@Nullable SdkHttpClient onward) {
    this.onward = onward;
  }

  /** The next request of that operation meets this; several are met in their order. */
  FaultyHttp next(String operation, Fault fault) {
    plan.add(new Planned(operation, fault));
    return this;
  }

  FaultyHttp next(String operation, int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      next(operation, fault);
    }
    return this;
  }

  /** The request takes effect, its answer never comes. */
  static final Fault ANSWER_LOST =
      (sent, onward) -> {
        onward.call();
        throw new IOException("connection reset");
      };

  /** The request never comes to the service. */
  static final Fault REQUEST_LOST =
      (sent, onward) -> {
        throw new IOException("connection reset");
      };

  /** The service answers this. */
  static Fault answer(int status, String body) {
    return (sent, onward) -> response(status, body);
  }

  /** DynamoDB's way of refusing. */
  static Fault dynamoError(String type, String more) {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
            + type
            + "\",\"message\":\"no\""
            + more
            + "}";
    return answer(400, body);
  }

  static HttpExecuteResponse response(int status, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  /** All requests of an operation, the planned ones too. */
  List<Sent> sent(String operation) {
    return sent.stream().filter(one -> one.operation().equals(operation)).toList();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return execute(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse execute(HttpExecuteRequest request) throws IOException {
    Sent one = new Sent(operation(request), body(request));
    sent.add(one);
    Onward pass =
        () -> {
          if (onward == null) {
            throw new IOException("no answer is planned for " + one.operation());
          }
          return onward.prepareRequest(request).call();
        };
    for (Planned planned : new ArrayList<>(plan)) {
      if (planned.operation().equals(one.operation()) && plan.remove(planned)) {
        return planned.fault().happen(one, pass);
      }
    }
    return pass.call();
  }

  /** The last part of the target, as in {@code DynamoDB_20120810.GetItem}. */
  private static String operation(HttpExecuteRequest request) {
    String target =
        request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .orElse(request.httpRequest().method().name());
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private static String body(HttpExecuteRequest request) {
    return request
        .contentStreamProvider()
        .map(
            content -> {
              try (var in = content.newStream()) {
                return new String(in.readAllBytes(), UTF_8);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse("");
  }

  @Override
  public void close() {
    if (onward != null) {
      onward.close();
    }
  }
}
