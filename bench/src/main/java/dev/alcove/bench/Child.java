package dev.alcove.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A measurement in a JVM of its own, so that it has the flags that it is about and nothing else
 * warm. It prints {@code name=number} for each figure; other lines are for people.
 */
final class Child {
  private Child() {}

  /** What a child does. */
  interface Task {
    void run(Pace pace) throws Exception;
  }

  private static final Map<String, Task> TASKS =
      Map.of(
          "bundle", BundleTask::run,
          "memory", MemoryTask::run,
          "commits", CommitsTask::run,
          "breakdown", BreakdownTask::run,
          "bare-hello", BareServer::hello,
          "bare-server", BareServer::serve);

  /** In the child: its task and its pace. */
  public static void main(String[] arguments) throws Exception {
    Task task = TASKS.get(arguments[0]);
    if (task == null) {
      throw new IllegalArgumentException("no task " + arguments[0]);
    }
    task.run(Pace.of(arguments[1]));
    System.out.flush();
    // Threads of the engine that are no daemons must not keep us.
    Runtime.getRuntime().halt(0);
  }

  /** In the child: tells the parent a figure. */
  static void tell(String name, double value) {
    System.out.println(name + "=" + value);
  }

  /** Starts a child. */
  static Process start(JitMode mode, Pace pace, String task, String... jvmArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(mode.arguments());
    command.addAll(Arrays.asList(jvmArguments));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            task,
            pace.toString()));
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException("a child cannot be started", e);
    }
  }

  /** Runs a child to its end; gives its figures, and shows its other lines. */
  static Told measure(JitMode mode, Pace pace, String task, String... jvmArguments) {
    Process process = start(mode, pace, task, jvmArguments);
    Map<String, Double> figures = new HashMap<>();
    try (BufferedReader lines = reader(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int equals = line.indexOf('=');
        if (equals > 0 && line.indexOf(' ') < 0) {
          figures.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
        } else {
          System.out.println(line);
        }
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(task + " ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    return new Told(figures);
  }

  static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
