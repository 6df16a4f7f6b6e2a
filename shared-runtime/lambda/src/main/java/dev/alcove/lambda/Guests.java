package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.dispatch.InProcessRunner;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Runner;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;

/**
 * What runs guests in a process of a function. Thread-safe.
 *
 * @param runner makes every run here, whatever its tenant's tier
 */
record Guests(GuestEngine engine, HostApi host, Runner runner) implements AutoCloseable {
  private static final int HOST_THREADS = 8;

  /** Of the heap, what parsed code may keep from one invocation to the next. */
  private static final int CACHED_PART = 4;

  /** Lambda waits for the answer of a run that cannot be stopped, and a fresh process is near. */
  private static final long GRACE_MILLIS = 250;

  Guests {
    requireNonNull(engine, "engine is null");
    requireNonNull(host, "host is null");
    requireNonNull(runner, "runner is null");
  }

  /** Starts an engine; it makes itself ready beside what follows. */
  static Guests over(Ports ports) {
    GuestEngine engine = GuestEngine.create(engineSettings(), ports.ticker());
    HostApi host = new HostApi(ports, HOST_THREADS);
    return new Guests(engine, host, new InProcessRunner(ports, engine, host));
  }

  /**
   * One run at a time, as Lambda calls. No realms are prepared: between invocations nothing runs,
   * and beside one it would take the run's own time.
   */
  private static EngineSettings engineSettings() {
    EngineSettings base = EngineSettings.DEFAULT;
    return new EngineSettings(
        1,
        0,
        base.preparedBytes(),
        base.admissionMillis(),
        base.blankEngines(),
        Runtime.getRuntime().maxMemory() / CACHED_PART,
        base.heapDivisor(),
        GRACE_MILLIS,
        base.argumentBytes(),
        base.timersAtOnce(),
        base.stackBytes(),
        base.loadClasses());
  }

  @Override
  public void close() {
    engine.close();
    host.close();
  }
}
