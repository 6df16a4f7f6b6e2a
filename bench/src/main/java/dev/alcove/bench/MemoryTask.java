package dev.alcove.bench;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Source;

/** What a process weighs when so many tenants have been served. */
final class MemoryTask {
  static final int[] TENANTS = {1, 100, 1000};

  private static final double MEGA = 1024.0 * 1024;
  private static final double KILO = 1024;

  private MemoryTask() {}

  static void run(Pace pace) throws IOException, InterruptedException {
    if (Boolean.getBoolean("bench.bare")) {
      bare();
    } else {
      platform();
    }
  }

  private static void platform() throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make();
        Platform platform = new Platform(folder.path(), 10)) {
      Version version = platform.compile(Samples.work());
      int served = 0;
      for (int count : TENANTS) {
        while (served < count && serves(platform, served, version)) {
          served++;
        }
        if (served < count) {
          System.out.println("The platform failed at " + served + " tenants.");
          tellFailed(count);
        } else {
          tell(count);
        }
      }
    }
  }

  /** Whether a new tenant's first request is answered: at the end of memory it is not. */
  private static boolean serves(Platform platform, int number, Version version) {
    TenantId tenant = new TenantId("tenant-" + number);
    try {
      platform.deploy(tenant, version);
      platform.call(tenant, "GET", "/hello", Bytes.EMPTY);
      return true;
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
      return false;
    }
  }

  private static void tellFailed(int count) {
    Child.tell("resident-" + count, Double.NaN);
    Child.tell("heap-" + count, Double.NaN);
  }

  private static void bare() throws IOException, InterruptedException {
    Source source = BareEngine.module(Samples.source());
    List<BareEngine> engines = new ArrayList<>();
    for (int count : TENANTS) {
      while (engines.size() < count) {
        BareEngine engine = new BareEngine();
        engine.fresh(source, GuestWork.HELLO.function());
        engines.add(engine);
      }
      tell(count);
    }
    engines.forEach(BareEngine::close);
  }

  private static void tell(int count) throws IOException, InterruptedException {
    long resident = resident();
    // Twice, with time between: what is closed behind the runs' backs goes with the second.
    for (int i = 0; i < 2; i++) {
      System.gc();
      Thread.sleep(500);
    }
    Child.tell("resident-" + count, resident / KILO);
    Child.tell(
        "heap-" + count, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA);
  }

  /** What the operating system says that this process has in memory, in kilobytes. */
  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
