package dev.alcove.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import org.graalvm.polyglot.Source;

/** What somebody would write who wants GraalJS behind HTTP and nothing else. */
final class BareServer {
  private BareServer() {}

  /** Starts an engine, answers once, ends. */
  static void hello(Pace pace) {
    try (BareEngine engine = new BareEngine()) {
      Source source = BareEngine.module(Samples.source());
      System.out.println(engine.fresh(source, GuestWork.HELLO.function()));
    }
  }

  /** Answers each request from a fresh context, until the process is ended. Prints the port. */
  static void serve(Pace pace) throws IOException, InterruptedException {
    // Else the small answers wait for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Another server on the class path would take the place of the JDK's.
    System.setProperty(
        "com.sun.net.httpserver.HttpServerProvider",
        "sun.net.httpserver.DefaultHttpServerProvider");
    BareEngine engine = new BareEngine();
    Source source = BareEngine.module(Samples.source());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newFixedThreadPool(DevProcess.RUNS_AT_ONCE));
    server.createContext("/", exchange -> answer(exchange, engine, source));
    server.start();
    System.out.println(server.getAddress().getPort());
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void answer(HttpExchange exchange, BareEngine engine, Source source)
      throws IOException {
    byte[] body = engine.fresh(source, GuestWork.HELLO.function()).getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
