package dev.alcove.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers what it was told to, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {
  static {
    // The JDK's own, whatever else is on the class path.
    System.setProperty(
        "com.sun.net.httpserver.HttpServerProvider",
        "sun.net.httpserver.DefaultHttpServerProvider");
  }

  /** A request as it came in. */
  record Received(String request, String authorization, String body) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  final List<Received> received = Collections.synchronizedList(new ArrayList<>());

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * What a request gets; told twice, the second time it gets the second answer.
   *
   * @param request such as {@code GET /admin/v1/tenants?limit=1}
   */
  FakeServer on(String request, int status, String body) {
    answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  FakeServer on(String request, String body) {
    return on(request, 200, body);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    received.add(
        new Received(
            request, String.valueOf(exchange.getRequestHeaders().getFirst("authorization")), body));
    Answer answer = next(request);
    byte[] bytes = answer.body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer next(String request) {
    Deque<Answer> left = answers.getOrDefault(request, new ArrayDeque<>());
    if (left.isEmpty()) {
      return new Answer(
          404,
          "{\"error\": {\"code\": \"NOT_FOUND\", \"message\": \"Nothing at " + request + "\"}}");
    }
    return left.size() == 1 ? left.getFirst() : left.removeFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
