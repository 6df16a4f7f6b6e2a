package dev.alcove.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The administration API of one server. */
final class Server {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Moving the clock by a month of crons takes a while. */
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_FOUND = 404;
  private static final int LEAST_ERROR = 400;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final Address address;

  Server(Address address) {
    this.address = requireNonNull(address, "address is null");
  }

  /** The parts of a path, each encoded. */
  static String path(String... parts) {
    StringBuilder path = new StringBuilder();
    for (String part : parts) {
      path.append('/').append(encoded(part));
    }
    return path.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  Address address() {
    return address;
  }

  /** What is at a path of {@code /admin/v1}. */
  JsonNode get(String path) {
    return good(send("GET", "/admin/v1" + path, Bytes.EMPTY));
  }

  /** What is at a path of {@code /admin/v1}; empty if nothing is. */
  Optional<JsonNode> find(String path) {
    HttpResponse<byte[]> response = send("GET", "/admin/v1" + path, Bytes.EMPTY);
    return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(good(response));
  }

  JsonNode post(String path, JsonNode body) {
    return post(path, Json.bytes(body));
  }

  JsonNode post(String path, Bytes body) {
    return good(send("POST", "/admin/v1" + path, body));
  }

  JsonNode patch(String path, JsonNode body) {
    return good(send("PATCH", "/admin/v1" + path, Json.bytes(body)));
  }

  JsonNode delete(String path) {
    return good(send("DELETE", "/admin/v1" + path, Bytes.EMPTY));
  }

  /** What a laptop's server alone has. */
  JsonNode dev(String method, String path, Bytes body) {
    HttpResponse<byte[]> response = send(method, "/dev/v1" + path, body);
    if (response.statusCode() == NOT_FOUND) {
      throw CommandFailure.of(
          "NOT_A_LAPTOP",
          "The server at " + address.url() + " has no clock to move and no keys to sign with.",
          "This works with a server that `alcove dev` started.");
    }
    return good(response);
  }

  private HttpResponse<byte[]> send(String method, String path, Bytes body) {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(address.url() + path));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "`" + address.url() + "` is not an address.",
          "Write it as http://localhost:8080, without a path.");
    }
    request
        .timeout(ANSWER)
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
    address.token().ifPresent(token -> request.header("authorization", "Bearer " + token));
    request.header("content-type", "application/json");
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw CommandFailure.noServer("No server at " + address.url() + ".");
    } catch (IOException e) {
      throw CommandFailure.noServer(
          "The connection to " + address.url() + " broke: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.of("INTERRUPTED", "The command was interrupted.", "Start it again.");
    }
  }

  private JsonNode good(HttpResponse<byte[]> response) {
    JsonNode body;
    try {
      body = Json.parse(Bytes.owning(response.body()));
    } catch (FormatException e) {
      throw CommandFailure.of(
          "NOT_ALCOVE",
          "What answers at "
              + address.url()
              + " is not Alcove (status "
              + response.statusCode()
              + ").",
          "Check --url and ALCOVE_URL.");
    }
    if (response.statusCode() < LEAST_ERROR) {
      return body;
    }
    if (response.statusCode() == UNAUTHENTICATED) {
      throw CommandFailure.of(
          "UNAUTHENTICATED",
          "The server at "
              + address.url()
              + (address.token().isPresent() ? " does not know the token." : " wants a token."),
          "Give one with --token or ALCOVE_TOKEN.");
    }
    JsonNode error = body.path("error");
    ArrayNode details = error.path("details") instanceof ArrayNode array ? array : Json.array();
    List<String> lines = new ArrayList<>();
    details.forEach(
        detail -> lines.add(Shown.problem(detail, Shown.text(detail, "file"), line(detail))));
    throw CommandFailure.answered(
        error.path("code").asText("HTTP_" + response.statusCode()),
        error.path("message").asText("The server answered " + response.statusCode() + "."),
        details,
        lines);
  }

  private static int line(JsonNode detail) {
    return detail.path("line").asInt();
  }
}
