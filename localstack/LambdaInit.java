import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.JsonNode;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What LocalStack starts in a function's container. LocalStack's own is published where a build
 * without the open network cannot get it, so this one speaks the same two protocols: with
 * LocalStack ({@code /invoke} on port 9563; its answers go to {@code $LOCALSTACK_RUNTIME_ENDPOINT})
 * and, as the Runtime API of Lambda, with the function's bootstrap. One call at a time. It has no
 * extensions, no X-Ray and no hot reloading.
 */
final class LambdaInit {
  private static final int FROM_LOCALSTACK = 9563;
  private static final int FROM_FUNCTION = 9001;
  private static final String RUNTIME_API = "/2018-06-01/runtime/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a call ended, for LocalStack: {@code response} or {@code error}. */
  private record Result(String kind, byte[] body) {
    static Result error(String type, String message) {
      return new Result("error", text(Map.of("errorType", type, "errorMessage", message)));
    }
  }

  /**
   * A call that the function has got, or is to get.
   *
   * @param back the function asks for the next call, or its process has ended. Only then is this one over: a process
   *     that says an error and then exits must not be given another call in between
   */
  private record Call(
      String id,
      String arn,
      String trace,
      byte[] payload,
      CompletableFuture<Result> end,
      CompletableFuture<Boolean> back) {}

  private final String localStack = setting("LOCALSTACK_RUNTIME_ENDPOINT");
  private final String runtime = setting("LOCALSTACK_RUNTIME_ID");
  private final Duration timeout = Duration.ofSeconds(Long.parseLong(setting("AWS_LAMBDA_FUNCTION_TIMEOUT")));
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<Call> current = new AtomicReference<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** Of the process that runs: one that was killed may still be asking, and must get nothing. */
  private volatile BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();

  private volatile boolean ready;
  private volatile Process function;

  private LambdaInit() {}

  public static void main(String[] arguments) throws IOException {
    LambdaInit init = new LambdaInit();
    init.serve("127.0.0.1", FROM_FUNCTION, init::functionAsks);
    init.start();
    init.serve("0.0.0.0", FROM_LOCALSTACK, init::localStackAsks);
  }

  private static String setting(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is missing: this is started by LocalStack only.");
    }
    return value;
  }

  private static byte[] text(Map<String, String> fields) {
    return JSON.valueToTree(fields).toString().getBytes(StandardCharsets.UTF_8);
  }

  private interface Door {
    void open(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void serve(String address, int port, Door door) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            door.open(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /** Starts the function's process; when it ends, the call that it was busy with has failed, if there was no answer. */
  private void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/var/runtime/bootstrap").redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LOCALSTACK_"));
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + FROM_FUNCTION);
    waiting = new LinkedBlockingQueue<>();
    Process started = builder.start();
    function = started;
    Thread.ofVirtual().start(() -> copyLog(started.getInputStream()));
    started.onExit().thenAccept(this::ended);
  }

  private void copyLog(InputStream lines) {
    try (lines) {
      byte[] some = new byte[8192];
      for (int length = lines.read(some); length >= 0; length = lines.read(some)) {
        synchronized (log) {
          log.write(some, 0, length);
        }
      }
    } catch (IOException e) {
      // The process has ended, and with it what it had to say.
    }
  }

  private void ended(Process process) {
    if (process != function) {
      // There is a new one, which has nothing to do with this.
      return;
    }
    Result error = Result.error("Runtime.ExitError", "The runtime exited: " + process.exitValue());
    Call call = current.get();
    if (!ready) {
      tell("/status/" + runtime + "/error", error.body());
    } else if (call != null) {
      call.end().complete(error);
      call.back().complete(true);
    }
  }

  private void tell(String path, byte[] body) {
    try {
      http.send(
          HttpRequest.newBuilder(URI.create(localStack + path))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new IllegalStateException("LocalStack did not take " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void localStackAsks(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    Call call =
        new Call(
            asked.path("invoke-id").asText(),
            asked.path("invoked-function-arn").asText(),
            asked.path("trace-id").asText(),
            asked.path("payload").asText().getBytes(StandardCharsets.UTF_8),
            new CompletableFuture<>(),
            new CompletableFuture<>());
    Thread.ofVirtual().start(() -> run(call));
    exchange.sendResponseHeaders(202, -1);
  }

  private synchronized void run(Call call) {
    Result result;
    try {
      if (!function.isAlive()) {
        start();
      }
      current.set(call);
      waiting.add(call);
      if (!function.isAlive()) {
        ended(function);
      }
      result =
          call.end()
              .thenCombine(call.back(), (end, back) -> end)
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      function.destroyForcibly().onExit().join();
      result = Result.error("Sandbox.Timedout", "Task timed out after " + timeout.toSeconds() + " seconds");
    } catch (IOException | ExecutionException e) {
      result = Result.error("Runtime.InvalidEntrypoint", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    current.set(null);
    String lines;
    synchronized (log) {
      lines = log.toString(StandardCharsets.UTF_8);
      log.reset();
    }
    tell("/invocations/" + call.id() + "/logs", text(Map.of("logs", lines)));
    tell("/invocations/" + call.id() + "/" + result.kind(), result.body());
  }

  private void functionAsks(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath().substring(RUNTIME_API.length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals("invocation/next")) {
      next(exchange);
    } else if (path.equals("init/error")) {
      ready = true;
      tell("/status/" + runtime + "/error", body);
      exchange.sendResponseHeaders(202, -1);
    } else {
      // invocation/<id>/response or invocation/<id>/error
      String[] parts = path.split("/");
      Call call = current.get();
      boolean known = call != null && parts.length == 3 && call.id().equals(parts[1]);
      if (known) {
        call.end().complete(new Result(parts[2], body));
      }
      exchange.sendResponseHeaders(known ? 202 : 400, -1);
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    if (!ready) {
      ready = true;
      tell("/status/" + runtime + "/ready", new byte[0]);
    }
    Call before = current.get();
    if (before != null && before.end().isDone()) {
      before.back().complete(true);
    }
    Call call = waiting.take();
    Map.of(
            "Lambda-Runtime-Aws-Request-Id", call.id(),
            "Lambda-Runtime-Invoked-Function-Arn", call.arn(),
            "Lambda-Runtime-Trace-Id", call.trace(),
            "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(timeout).toEpochMilli()),
            "Content-Type", "application/json")
        .forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(200, call.payload().length == 0 ? -1 : call.payload().length);
    exchange.getResponseBody().write(call.payload());
  }
}
