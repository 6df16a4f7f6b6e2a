package dev.alcove.engine;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Module;
import dev.alcove.domain.Prelude;
import dev.alcove.domain.Ticker;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.PolyglotException;

/**
 * Makes engines ahead of the tenants that will have them, on a thread of its own, and then loads
 * the engine's classes. Thread-safe.
 *
 * <p>Runs wait for the first engine: the seconds that a cold process takes for it are the
 * platform's, not the run's. They do not wait for all classes, which would delay readiness by
 * seconds: until then the depth cap keeps guest recursion well inside the large stack, so that only
 * a built-in that recurses by itself could meet its end.
 */
final class Warmup implements AutoCloseable {
  private static final Prelude EMPTY =
      new Prelude(
          "empty", "(core => ({ call: handler => handler(), result: json => ({ json }) }))");
  private static final String GUEST =
      """
      export async function main() {
        await null;
        const text = JSON.stringify([...new Map([[1, { a: 'b' }]])].map(([k, v]) => ({ k, ...v })));
        try { throw new TypeError(text.replace(/b/, 'c')); } catch (e) { return `${e.message}`; }
      }
      """;

  /** Kinds of realm that blank engines are warmed for; there are two preludes in the product. */
  private static final int MOST_KINDS = 8;

  private static final long HEAD_START_MILLIS = 1_500;

  private record Kind(Prelude prelude, GuestRun.Dialect dialect) {}

  private final EngineSettings settings;
  private final Ticker ticker;
  private final TenantEngines tenants;
  private final Supervisor supervisor;
  private final CountDownLatch first = new CountDownLatch(1);
  private final Semaphore work = new Semaphore(1);
  private final Set<Kind> kinds = new LinkedHashSet<>();
  private final Thread thread;
  private volatile boolean closed;

  Warmup(EngineSettings settings, Ticker ticker, TenantEngines tenants, Supervisor supervisor) {
    this.settings = settings;
    this.ticker = ticker;
    this.tenants = tenants;
    this.supervisor = supervisor;
    this.kinds.add(new Kind(EMPTY, new GuestRun.Dialect(false, false)));
    this.thread = new Thread(null, this::warm, "alcove-warmup", settings.stackBytes());
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the first engine; false if it takes too long. */
  boolean await(long millis) throws InterruptedException {
    return first.await(millis, TimeUnit.MILLISECONDS);
  }

  /** A run of this kind came: the next blank engines know it. */
  void seen(GuestRun run) {
    synchronized (kinds) {
      if (kinds.size() < MOST_KINDS) {
        kinds.add(new Kind(run.prelude(), run.dialect()));
      }
    }
    if (tenants.wantsStock()) {
      work.release();
    }
  }

  private void warm() {
    boolean loaded = !settings.loadClasses();
    try {
      while (!closed) {
        work.acquire();
        work.drainPermits();
        stock();
        first.countDown();
        if (!loaded) {
          loaded = true;
          // The first runs, and whatever else starts with the process, come before this.
          TimeUnit.MILLISECONDS.sleep(HEAD_START_MILLIS);
          EngineClasses.initialise(() -> closed);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      // Without an engine there are no runs; the first of them would tell the same.
      supervisor.spoil(SpoiltReason.of("the engine does not start", e));
    } finally {
      first.countDown();
    }
  }

  private void stock() {
    do {
      TenantEngine engine = new TenantEngine();
      List<Kind> known;
      synchronized (kinds) {
        known = List.copyOf(kinds);
      }
      for (Kind kind : known) {
        warm(engine, kind);
      }
      if (!tenants.stock(engine)) {
        engine.close();
        return;
      }
      first.countDown();
    } while (tenants.wantsStock() && !closed);
  }

  private void warm(TenantEngine engine, Kind kind) {
    Module module = new Module("main.js", Module.Kind.ESM, GUEST);
    ActiveRun run =
        new ActiveRun(
            Limits.DEFAULT,
            ticker,
            HostOperations.NONE,
            () -> Instant.EPOCH,
            RandomGenerator.of("L64X128MixRandom"),
            settings.argumentBytes(),
            false,
            true);
    try (Realm realm =
        Realm.make(
            engine,
            new Bundle(Map.of(module.name(), module)),
            kind.dialect(),
            kind.prelude(),
            run,
            supervisor.closer(),
            settings.timersAtOnce())) {
      realm.evaluate(module);
      if (kind.prelude().equals(EMPTY)) {
        realm.begin(requireNonNull(realm.handler("main"), "no handler"), "", Bytes.EMPTY, "");
      }
    } catch (PolyglotException e) {
      // A prelude that does not load is told by the run that brought it.
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(settings.graceMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
