package dev.alcove.dev;

import dev.alcove.dispatch.BatchedUsage;
import dev.alcove.dispatch.CachedCode;
import dev.alcove.dispatch.InProcessRunner;
import dev.alcove.domain.Ports;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;
import dev.alcove.local.LocalWorld;
import java.security.SecureRandom;
import java.util.UUID;

/** What stays for as long as the server runs: the stores, the engine, and the ports over them. */
final class Machine implements AutoCloseable {
  private static final long CACHED_CODE_BYTES = 128L * 1024 * 1024;
  private static final int HOST_THREADS = 8;

  private final LocalWorld world;
  private final GuestEngine engine;
  private final HostApi host;
  private final BatchedUsage usage;
  private final Ports ports;
  private final InProcessRunner runner;

  /** Takes over {@code world}: it is closed with this. */
  Machine(LocalWorld world, DevSettings settings) {
    this.world = world;
    this.engine = GuestEngine.create(engineSettings(settings), System::nanoTime);
    this.usage = new BatchedUsage(world.usage(), System::nanoTime);
    this.ports =
        new Ports(
            world.kvLog(),
            world.storage(),
            world.outbox(),
            world.inbox(),
            world.bus(),
            world.queue(),
            world.scheduler(),
            world.runs(),
            world.deadLetters(),
            world.logs(),
            world.admission(),
            world.registry(),
            new CachedCode(world.code(), CACHED_CODE_BYTES),
            world.metrics(),
            usage,
            world.clock(),
            System::nanoTime,
            () -> UUID.randomUUID().toString(),
            new SecureRandom());
    this.host = new HostApi(ports, HOST_THREADS);
    this.runner = new InProcessRunner(ports, engine, host);
  }

  private static EngineSettings engineSettings(DevSettings settings) {
    EngineSettings base = EngineSettings.DEFAULT;
    return new EngineSettings(
        settings.poolSize(),
        settings.poolSize(),
        base.preparedBytes(),
        settings.admission().toMillis(),
        base.blankEngines(),
        base.cachedBytes(),
        base.heapDivisor(),
        base.graceMillis(),
        base.argumentBytes(),
        base.timersAtOnce(),
        base.stackBytes(),
        base.loadClasses());
  }

  LocalWorld world() {
    return world;
  }

  GuestEngine engine() {
    return engine;
  }

  Ports ports() {
    return ports;
  }

  InProcessRunner runner() {
    return runner;
  }

  @Override
  public void close() {
    engine.close();
    host.close();
    usage.close();
    world.close();
  }
}
