package dev.alcove.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** `alcove dev` as its users start it, serving a folder, in a process of its own. */
final class DevProcess implements AutoCloseable {
  /** With fewer places than connections the server refuses some, as it should. */
  static final int RUNS_AT_ONCE = 16;

  private static final long LONGEST_START_NANOS = 120_000_000_000L;
  private static final long END_SECONDS = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final TemporaryFolder data = TemporaryFolder.make();
  private final Process process;
  final int port;

  /** How long it took to the first answer, in milliseconds. */
  final double startMillis;

  DevProcess(JitMode mode, Path world, String path) {
    port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("bench.root", ".")).resolve("alcove").toString(),
                "dev",
                world.toString(),
                "--port",
                Integer.toString(port),
                "--data",
                data.path().resolve("data").toString()));
    if (mode == JitMode.INTERPRETER) {
      command.add("--no-jit");
    }
    long began = System.nanoTime();
    process = start(command);
    try {
      awaitAnswer(path, began);
      startMillis = (System.nanoTime() - began) / NANOS_PER_MILLI;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Process start(List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(data.path().resolve("out").toFile());
      builder.environment().put("SCRIPT_VM_POOL_SIZE", Integer.toString(RUNS_AT_ONCE));
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the launcher does not start", e);
    }
  }

  private void awaitAnswer(String path, long began) {
    LoadClient client = new LoadClient(port, path);
    while (System.nanoTime() - began < LONGEST_START_NANOS && process.isAlive()) {
      try {
        client.once();
        return;
      } catch (IOException e) {
        pause();
      }
    }
    try {
      throw new IllegalStateException(
          "`alcove dev` does not answer:\n" + Files.readString(data.path().resolve("out")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }

  /** Writes the benchmarks' app as a folder that can be served. */
  static void write(Path folder) {
    try {
      Path sources = Files.createDirectories(folder.resolve("src"));
      Files.writeString(folder.resolve("app.json"), Samples.work().manifest().orElseThrow().text());
      for (Map.Entry<String, String> module : Samples.work().modules().entrySet()) {
        Files.writeString(sources.resolve(module.getKey()), module.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the app cannot be written", e);
    }
  }

  @Override
  public void close() {
    // The launcher hands the signal on to the server, which ends in order.
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    data.close();
  }
}
