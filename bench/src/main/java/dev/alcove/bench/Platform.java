package dev.alcove.bench;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleCompiler;
import dev.alcove.bundle.Compilation;
import dev.alcove.bundle.Target;
import dev.alcove.dispatch.BatchedUsage;
import dev.alcove.dispatch.CachedCode;
import dev.alcove.dispatch.Dispatch;
import dev.alcove.dispatch.DispatchSettings;
import dev.alcove.dispatch.InProcessRunner;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;
import dev.alcove.local.LocalWorld;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The whole platform on embedded adapters, wired as the laptop's server wires it, without HTTP. */
final class Platform implements AutoCloseable {
  static final TenantId ACME = new TenantId("acme");

  private static final AppName MAIN = new AppName("main");
  private static final User DEPLOYER = new User("u-1", "dep@acme.example", "Dep Loyer", Set.of());
  private static final int HOST_THREADS = 8;
  private static final int RUNS_ADMITTED = 64;
  private static final long CODE_BYTES = 128L * 1024 * 1024;

  final RealmCount realms;
  private final LocalWorld world;
  private final GuestEngine engine;
  private final HostApi host;
  private final Ports ports;
  private final Dispatch dispatch;

  /**
   * Opens a platform with an empty world.
   *
   * @param preparedRealms how many realms may be ready; 0 makes one in each run
   */
  Platform(Path folder, int preparedRealms) {
    world = LocalWorld.fresh(folder, InstantSource.system());
    engine = GuestEngine.create(settings(preparedRealms), System::nanoTime);
    realms = new RealmCount(world.metrics());
    ports =
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
            new CachedCode(world.code(), CODE_BYTES),
            realms,
            new BatchedUsage(world.usage(), System::nanoTime),
            world.clock(),
            System::nanoTime,
            () -> UUID.randomUUID().toString(),
            new SecureRandom());
    host = new HostApi(ports, HOST_THREADS);
    Plan plan = Plan.unmetered(Limits.DEFAULT, RUNS_ADMITTED);
    dispatch =
        new Dispatch(
            new DispatchSettings(true, Map.of(), plan, List.of()),
            ports,
            new InProcessRunner(ports, engine, host));
  }

  private static EngineSettings settings(int preparedRealms) {
    EngineSettings base = EngineSettings.DEFAULT;
    return new EngineSettings(
        base.runsAtOnce(),
        preparedRealms,
        base.preparedBytes(),
        base.admissionMillis(),
        base.blankEngines(),
        base.cachedBytes(),
        base.heapDivisor(),
        base.graceMillis(),
        base.argumentBytes(),
        base.timersAtOnce(),
        base.stackBytes(),
        base.loadClasses());
  }

  /** Checks and links a bundle. */
  Version compile(Bundle bundle) {
    Target target = new Target(ACME, MAIN, Limits.DEFAULT, new TreeMap<>());
    return switch (new BundleCompiler(engine).compile(target, bundle)) {
      case Compilation.Compiled compiled -> compiled.version();
      case Compilation.Refused refused ->
          throw new IllegalStateException("the sample was refused: " + refused.problems());
    };
  }

  /** Makes a version live as app {@code main} of a tenant, which is made if need be. */
  void deploy(TenantId tenant, Version version) {
    ports.code().put(tenant, version);
    LiveItem item =
        ports
            .registry()
            .live(tenant)
            .orElseGet(
                () ->
                    new LiveItem(
                        tenant,
                        0,
                        "Tenant " + tenant,
                        LiveItem.State.ACTIVE,
                        "unmetered",
                        LiveItem.Tier.SHARED));
    LiveItem next =
        item.with(MAIN, new LiveItem.LiveApp(version.hash(), item.revision() + 1, DEPLOYER));
    if (!ports.registry().flip(next, Optional.empty())) {
      throw new IllegalStateException("somebody else deployed");
    }
  }

  /**
   * Answers a request to a tenant's app, by the way of every request.
   *
   * @throws IllegalStateException if the answer is not 200: such a figure means nothing
   */
  HttpResponse call(TenantId tenant, String method, String path, Bytes body) {
    HttpResponse answer =
        dispatch.http(
            new HttpRequest(
                method, "/t/" + tenant + "/app" + path, "", Map.of(), body, Optional.empty()));
    if (answer.status() != 200) {
      throw new IllegalStateException(path + " answered " + answer.body().text());
    }
    return answer;
  }

  /** {@code GET path} of {@link #ACME}. */
  HttpResponse get(String path) {
    return call(ACME, "GET", path, Bytes.EMPTY);
  }

  LocalWorld world() {
    return world;
  }

  @Override
  public void close() {
    engine.close();
    host.close();
    world.close();
  }
}
