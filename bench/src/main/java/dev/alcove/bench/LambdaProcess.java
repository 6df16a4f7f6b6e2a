package dev.alcove.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A function behind AWS's runtime interface emulator, which starts its process with the first call.
 */
final class LambdaProcess implements AutoCloseable {
  private static final int ANSWER_MILLIS = 60_000;

  private final Process emulator;
  private final URI address;

  private LambdaProcess(Process emulator, URI address) {
    this.emulator = emulator;
    this.address = address;
  }

  /**
   * Starts the emulator and waits until it listens.
   *
   * @param command starts the runtime
   * @param folder where; the runtime takes it for the function's
   */
  static LambdaProcess start(
      Path emulator, List<String> command, Path folder, Map<String, String> environment) {
    int port = freePort();
    List<String> all = new ArrayList<>();
    all.addAll(
        List.of(
            emulator.toString(),
            "--log-level",
            "error",
            "--runtime-interface-emulator-address",
            "127.0.0.1:" + port,
            "--runtime-api-address",
            "127.0.0.1:" + freePort()));
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder.environment().put("LAMBDA_TASK_ROOT", folder.toString());
    try {
      LambdaProcess process =
          new LambdaProcess(
              builder.start(),
              URI.create(
                  "http://127.0.0.1:" + port + "/2015-03-31/functions/function/invocations"));
      process.await(port);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("the runtime interface emulator cannot be started", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(int port) {
    for (int i = 0; i < 2_000; i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!emulator.isAlive()) {
          throw new IllegalStateException("the runtime interface emulator has ended", e);
        }
        Thread.onSpinWait();
      }
    }
    throw new IllegalStateException("the runtime interface emulator does not listen");
  }

  /**
   * Calls the function.
   *
   * @return how long it took, nanoseconds
   * @throws IllegalStateException if the answer does not contain {@code expected}
   */
  long call(String event, String expected) {
    long began = System.nanoTime();
    String answer;
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setReadTimeout(ANSWER_MILLIS);
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(event.getBytes(StandardCharsets.UTF_8));
      }
      try (InputStream in = connection.getInputStream()) {
        answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the function was not reached", e);
    }
    long took = System.nanoTime() - began;
    if (!answer.contains(expected)) {
      throw new IllegalStateException("the function answered " + answer);
    }
    return took;
  }

  /** Ends the function's own process in order, so that it can leave a cache. */
  void endFunction() {
    emulator
        .children()
        .forEach(
            child -> {
              child.destroy();
              try {
                child.onExit().get(60, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (java.util.concurrent.ExecutionException
                  | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException("the function does not end", e);
              }
            });
  }

  @Override
  public void close() {
    emulator.children().forEach(ProcessHandle::destroyForcibly);
    emulator.destroyForcibly();
    emulator.onExit().join();
  }
}
