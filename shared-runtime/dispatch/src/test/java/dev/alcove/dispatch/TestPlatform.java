package dev.alcove.dispatch;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Event;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;
import dev.alcove.local.LocalWorld;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The whole platform in one process on embedded adapters, without any front or loop. */
final class TestPlatform implements AutoCloseable {
  static final TenantId ACME = new TenantId("acme");
  static final TenantId GLOBEX = new TenantId("globex");
  static final Instant START = Instant.parse("2026-03-28T12:00:00Z");
  static final User DEPLOYER =
      new User("u-dep", "dep@acme.example", "Dep Loyer", Set.of("reports.view"));

  private static final Duration VISIBILITY = Duration.ofMinutes(5);

  final LocalWorld world;
  final GuestEngine engine;
  final HostApi host;
  final Ports ports;
  final InProcessRunner runner;
  final Dispatch dispatch;

  TestPlatform(Path folder) {
    this(folder, List.of(), Plan.unmetered(Limits.DEFAULT, 10));
  }

  TestPlatform(Path folder, List<TokenIssuer> issuers, Plan plan) {
    this(folder, issuers, plan, EngineSettings.DEFAULT);
  }

  TestPlatform(Path folder, List<TokenIssuer> issuers, Plan plan, EngineSettings engineSettings) {
    world = LocalWorld.open(folder, () -> START);
    engine = GuestEngine.create(engineSettings, System::nanoTime);
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
            new CachedCode(world.code(), 64L * 1024 * 1024),
            world.metrics(),
            new BatchedUsage(world.usage(), System::nanoTime),
            world.clock(),
            System::nanoTime,
            () -> UUID.randomUUID().toString(),
            new SecureRandom());
    host = new HostApi(ports, 8);
    runner = new InProcessRunner(ports, engine, host);
    dispatch = new Dispatch(new DispatchSettings(true, Map.of(), plan, issuers), ports, runner);
  }

  void deploy(TenantId tenant, String app, Version version) {
    ports.code().put(tenant, version);
    Optional<LiveItem> live = ports.registry().live(tenant);
    LiveItem item =
        live.orElseGet(
            () ->
                new LiveItem(
                    tenant,
                    0,
                    "Tenant " + tenant,
                    LiveItem.State.ACTIVE,
                    "unmetered",
                    LiveItem.Tier.SHARED));
    LiveItem next =
        item.with(
            new AppName(app), new LiveItem.LiveApp(version.hash(), item.revision() + 1, DEPLOYER));
    boolean flipped =
        ports
            .registry()
            .flip(
                next,
                Optional.of(
                    new Deployment(
                        tenant,
                        new AppName(app),
                        next.revision(),
                        Optional.of(version.hash()),
                        DEPLOYER,
                        "",
                        ports.clock().now(),
                        Optional.empty())));
    if (!flipped) {
      throw new IllegalStateException("the test's deployment was not taken");
    }
  }

  HttpResponse call(String method, String path, String body) {
    return call(method, path, body, Map.of());
  }

  HttpResponse call(String method, String path, String body, Map<String, List<String>> headers) {
    int question = path.indexOf('?');
    return dispatch.http(
        new HttpRequest(
            method,
            question < 0 ? path : path.substring(0, question),
            question < 0 ? "" : path.substring(question + 1),
            headers,
            Bytes.utf8(body),
            Optional.empty()));
  }

  /** Publishes an event as the company's product would. */
  void publish(TenantId tenant, String id, String type, String data) {
    List<Event> refused =
        world
            .bus()
            .publish(
                List.of(
                    new Event(
                        id,
                        tenant,
                        "shop.example",
                        type,
                        data,
                        0,
                        id,
                        ports.clock().now(),
                        Optional.empty())));
    if (!refused.isEmpty()) {
      throw new IllegalStateException("the bus refused an event");
    }
  }

  /**
   * Does everything that is due now, as the loops of a process do; gives what was run, in order.
   */
  List<String> settle() {
    List<String> ran = new ArrayList<>();
    boolean again = true;
    while (again) {
      again = false;
      for (var tick : world.scheduler().dueTicks(ports.clock().now(), 100)) {
        dispatch.ticks().accept(tick);
        world.scheduler().fired(tick);
        again = true;
      }
      again |= dispatch.relay().sweep() > 0;
      var events = world.bus().take(100);
      for (var taken : events) {
        dispatch.fanOut().accept(taken.event());
        world.bus().done(List.of(taken.id()));
        again = true;
      }
      Optional<RunQueue.Delivery> delivery = world.queue().receive(VISIBILITY);
      if (delivery.isPresent()) {
        again = true;
        ran.add(delivery.get().run().script().script().value());
        switch (dispatch.queued().handle(delivery.get().run())) {
          case QueuedRuns.Disposition.Done done ->
              world.queue().acknowledge(delivery.get().handle());
          case QueuedRuns.Disposition.Again later ->
              world.queue().postpone(delivery.get().handle(), later.after());
        }
      }
    }
    return ran;
  }

  void schedule(TenantId tenant, String app, Script script) {
    if (script.trigger() instanceof Script.Cron cron) {
      ports
          .scheduler()
          .create(Ticks.schedule(new ScriptRef(tenant, new AppName(app), script.name()), cron));
    }
  }

  static Script.Cron daily(int hour, String zone) {
    return new Script.Cron(
        "0 " + hour + " * * *",
        new CronSchedule(
            range(0, 0),
            range(hour, hour),
            range(1, 31),
            range(1, 12),
            range(1, 7),
            ZoneId.of(zone)),
        Script.Overlap.SKIP);
  }

  private static SortedSet<Integer> range(int from, int to) {
    TreeSet<Integer> set = new TreeSet<>();
    for (int i = from; i <= to; i++) {
      set.add(i);
    }
    return set;
  }

  @Override
  public void close() {
    engine.close();
    host.close();
    world.close();
  }
}
