package dev.alcove.dev;

import dev.alcove.dispatch.BatchedUsage;
import dev.alcove.dispatch.CachedCode;
import dev.alcove.dispatch.InProcessRunner;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;
import dev.alcove.local.LocalWorld;
import java.security.SecureRandom;
import java.util.Optional;
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
  private final Runner runner;

  /**
   * Takes over {@code world}: it is closed with this.
   *
   * @param inspected whose scripts a debugger may look into
   */
  Machine(LocalWorld world, DevSettings settings, Optional<TenantId> inspected) {
    this.world = world;
    EngineSettings base = engineSettings(settings);
    this.engine =
        GuestEngine.create(
            inspected
                .map(tenant -> new EngineSettings.Inspector(tenant, UUID.randomUUID().toString()))
                .map(base::inspectedBy)
                .orElse(base),
            System::nanoTime);
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
    Runner here = new InProcessRunner(ports, engine, host);
    this.runner = inspected.<Runner>map(tenant -> new Unhurried(here, tenant)).orElse(here);
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

  Runner runner() {
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
