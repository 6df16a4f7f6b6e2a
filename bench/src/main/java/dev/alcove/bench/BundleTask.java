package dev.alcove.bench;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A bundle of 1 MB: the first request after its deployment, and the ones after that. */
final class BundleTask {
  private static final int BYTES = 1024 * 1024;
  private static final int NEXT = 10;
  private static final long PAUSE_MILLIS = 150;

  private final List<Long> checked = new ArrayList<>();
  private final List<Long> first = new ArrayList<>();
  private final List<Long> next = new ArrayList<>();
  private final List<Long> bareFirst = new ArrayList<>();
  private final List<Long> bareFresh = new ArrayList<>();
  private final List<Long> bareReused = new ArrayList<>();
  private int seed;

  private BundleTask() {}

  static void run(Pace pace) throws InterruptedException {
    BundleTask warming = new BundleTask();
    try (TemporaryFolder folder = TemporaryFolder.make();
        Platform platform = new Platform(folder.path(), 10)) {
      long end = System.nanoTime() + pace.warmUp().toNanos();
      while (System.nanoTime() - end < 0) {
        warming.round(platform);
      }
      BundleTask task = new BundleTask();
      task.seed = warming.seed;
      for (int i = 0; i < pace.rounds(); i++) {
        task.round(platform);
      }
      task.tell();
      Child.tell(
          "prepared", 100.0 * platform.realms.prepared() / Math.max(1, platform.realms.all()));
    }
  }

  private void round(Platform platform) throws InterruptedException {
    String source = Samples.big(++seed, BYTES);
    // A tenant of its own: engines of tenants that are not used any more are let go.
    TenantId tenant = new TenantId("tenant-" + seed);
    long[] began = {System.nanoTime()};
    Version version = platform.compile(Samples.hello(source));
    checked.add(System.nanoTime() - began[0]);
    platform.deploy(tenant, version);
    first.add(timed(() -> platform.call(tenant, "GET", "/hello", Bytes.EMPTY)));
    for (int i = 0; i < NEXT; i++) {
      Thread.sleep(PAUSE_MILLIS);
      next.add(timed(() -> platform.call(tenant, "GET", "/hello", Bytes.EMPTY)));
    }
    bare(source);
  }

  private void bare(String text) {
    Source source = BareEngine.module(text);
    String function = GuestWork.HELLO.function();
    try (BareEngine engine = new BareEngine()) {
      bareFirst.add(timed(() -> engine.fresh(source, function)));
      for (int i = 0; i < NEXT; i++) {
        bareFresh.add(timed(() -> engine.fresh(source, function)));
      }
      try (Context context = engine.context()) {
        Value kept = BareEngine.kept(context, source, function);
        for (int i = 0; i < NEXT; i++) {
          bareReused.add(timed(() -> kept.execute().toString()));
        }
      }
    }
  }

  private interface Call {
    Object make();
  }

  private static long timed(Call call) {
    long began = System.nanoTime();
    Object answer = call.make();
    long took = System.nanoTime() - began;
    if (answer == null) {
      throw new IllegalStateException("no answer");
    }
    return took;
  }

  private void tell() {
    Child.tell("checked", median(checked));
    Child.tell("first", median(first));
    Child.tell("next", median(next));
    Child.tell("bare-first", median(bareFirst));
    Child.tell("bare-fresh", median(bareFresh));
    Child.tell("bare-reused", median(bareReused));
  }

  private static double median(List<Long> nanos) {
    return Medians.median(nanos.stream().mapToLong(Long::longValue).toArray());
  }
}
