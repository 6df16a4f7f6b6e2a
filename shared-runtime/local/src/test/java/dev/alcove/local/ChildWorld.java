package dev.alcove.local;

import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.TenantId;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Another process with a world, which writes to it until it is killed. */
final class ChildWorld {
  static final int WRITERS = 4;

  private ChildWorld() {}

  static TenantId tenant(int writer) {
    return new TenantId("tenant-" + writer);
  }

  /** Starts it; once it has the world it says {@code open}. */
  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator,
            ChildWorld.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static BufferedReader output(Process process) {
    return process.inputReader();
  }

  /** Prints {@code <writer> <number>} for each write that was acknowledged. */
  public static void main(String[] args) {
    LocalWorld world = LocalWorld.open(Path.of(args[0]), InstantSource.system());
    System.out.println("open");
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      Thread.ofPlatform().start(() -> write(world, writer));
    }
  }

  private static void write(LocalWorld world, int writer) {
    TenantId tenant = tenant(writer);
    for (int number = 1; ; number++) {
      CommitResult result =
          world.kvLog().commit(tenant, Given.put("x#" + number, number - 1, "k" + number, "v"));
      if (!(result instanceof CommitResult.Committed)) {
        throw new IllegalStateException("not committed: " + result);
      }
      world.storage().set(tenant, "k" + number, "1", OptionalLong.empty());
      world.queue().send(Given.run(tenant, "run-" + number), Duration.ZERO);
      System.out.println(writer + " " + number);
    }
  }
}
