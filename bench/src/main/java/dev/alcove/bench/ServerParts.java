package dev.alcove.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The figures that are taken from outside of a process: start and HTTP. */
final class ServerParts {
  private static final String HELLO = "/t/dev/app/hello";
  private static final int[] CONNECTIONS = {1, 16};
  private static final double NANOS_PER_MILLI = 1e6;

  private ServerParts() {}

  /** From the start of a process to its first answer by a script. */
  static List<Figure> start(JitMode mode, Pace pace) {
    long[] ours = new long[pace.rounds()];
    long[] bare = new long[pace.rounds()];
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      DevProcess.write(folder.path());
      for (int i = 0; i < pace.rounds(); i++) {
        try (DevProcess server = new DevProcess(mode, folder.path(), HELLO)) {
          ours[i] = (long) (server.startMillis * NANOS_PER_MILLI);
        }
        bare[i] = bareHello(mode, pace);
      }
    }
    return List.of(
        Figure.of(
            "process start to the first answer; bare: a JVM that prints one hello",
            mode,
            Medians.median(ours) / 1000,
            Medians.median(bare) / 1000,
            "ms"));
  }

  private static long bareHello(JitMode mode, Pace pace) {
    long began = System.nanoTime();
    Process process = Child.start(mode, pace, "bare-hello");
    try (BufferedReader lines = Child.reader(process)) {
      String answer = lines.readLine();
      long took = System.nanoTime() - began;
      if (answer == null) {
        throw new IllegalStateException("the bare process gave no answer");
      }
      return took;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Requests a second and latency, the client on the same machine. */
  static List<Figure> http(JitMode mode, Pace pace) {
    List<LoadClient.Load> ours;
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      DevProcess.write(folder.path());
      try (DevProcess server = new DevProcess(mode, folder.path(), HELLO)) {
        ours = loads(new LoadClient(server.port, HELLO), pace);
      }
    }
    List<LoadClient.Load> bare;
    Process process = Child.start(mode, pace, "bare-server");
    try (BufferedReader lines = Child.reader(process)) {
      bare = loads(new LoadClient(Integer.parseInt(lines.readLine()), "/"), pace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroyForcibly();
    }
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS.length; i++) {
      String at = CONNECTIONS[i] + " connections: ";
      LoadClient.Load mine = ours.get(i);
      LoadClient.Load theirs = bare.get(i);
      figures.add(
          Figure.of(at + "requests a second", mode, mine.perSecond(), theirs.perSecond(), "/s"));
      figures.add(Figure.of(at + "latency, median", mode, mine.median(), theirs.median(), "us"));
      figures.add(Figure.of(at + "latency, 99 %", mode, mine.slow(), theirs.slow(), "us"));
    }
    return figures;
  }

  private static List<LoadClient.Load> loads(LoadClient client, Pace pace) {
    List<LoadClient.Load> loads = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      client.run(connections, pace.warmUp());
      loads.add(client.run(connections, pace.measured()));
    }
    return loads;
  }
}
