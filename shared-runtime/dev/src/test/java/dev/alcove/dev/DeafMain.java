package dev.alcove.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The process of {@code alcove dev}, with a host that does not hear when a script has asked it for
 * the time while a file {@code deaf} is in the data folder: no script is known to bring the
 * engine's kill ladder to its end each time, whatever machine it runs on.
 */
final class DeafMain {
  private DeafMain() {}

  /** Begins as the command does: {@code dev WORLD --port PORT --data DIR} are the last words. */
  public static void main(String[] words) throws InterruptedException {
    List<String> given = List.of(words);
    Path data = Path.of(after(given, "--data"));
    DevOptions options =
        new DevOptions(
            Path.of(after(given, "dev")),
            Integer.parseInt(after(given, "--port")),
            Optional.of(data),
            given.contains("--fresh"),
            false,
            false,
            Map.of("ALCOVE_HOME", data.resolve("home").toString()),
            System.out::println);
    InstantSource clock = () -> now(data.resolve("deaf"));
    DevServer server = DevServer.start(options, SpoiltProcess.exit(System.out::println), clock);
    server.awaitEnd();
  }

  private static String after(List<String> words, String word) {
    return words.get(words.indexOf(word) + 1);
  }

  private static Instant now(Path deaf) {
    boolean guest = Thread.currentThread().getName().startsWith("alcove-guest");
    while (guest && Files.exists(deaf)) {
      // Nobody interrupts this, which is the point.
      LockSupport.parkNanos(1_000_000);
      Thread.interrupted();
    }
    return Instant.now();
  }
}
