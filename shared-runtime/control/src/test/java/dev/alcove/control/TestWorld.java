package dev.alcove.control;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleCompiler;
import dev.alcove.dispatch.BatchedUsage;
import dev.alcove.dispatch.Dispatch;
import dev.alcove.dispatch.DispatchSettings;
import dev.alcove.domain.AppName;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Permission;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.Registry;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.VersionHash;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.local.LocalWorld;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A world on the embedded adapters whose guests do nothing: the runner echoes. */
final class TestWorld implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  static final TenantId ACME = new TenantId("acme");
  static final TenantId GLOBEX = new TenantId("globex");
  static final AppName SHOP = new AppName("shop");
  static final AppName EXTRA = new AppName("extra");
  static final User ADA =
      new User(
          "ada",
          "ada@acme.example",
          "Ada",
          Set.of(
              Permission.SCRIPT_CREATE,
              Permission.SCRIPT_READ,
              Permission.SCRIPT_UPDATE,
              Permission.SCRIPT_DELETE,
              Permission.SCRIPT_EXECUTE));
  static final User BOB = new User("bob", "bob@acme.example", "Bob", Set.of("ClientRead"));

  /** Only links; one for all tests, since making one costs more than most tests. */
  private static final GuestEngine ENGINE =
      GuestEngine.create(
          new EngineSettings(
              2, 0, 0, 30_000, 0, 64L << 20, 1, 1_000, 8 << 20, 10, 16L << 20, false),
          System::nanoTime);

  final LocalWorld local;
  final Ports ports;
  final List<ExecutionId> cancelled = new ArrayList<>();

  private TestWorld(LocalWorld local) {
    this.local = local;
    AtomicInteger ids = new AtomicInteger();
    this.ports =
        new Ports(
            local.kvLog(),
            local.storage(),
            local.outbox(),
            local.inbox(),
            local.bus(),
            local.queue(),
            local.scheduler(),
            local.runs(),
            local.deadLetters(),
            local.logs(),
            local.admission(),
            local.registry(),
            local.code(),
            local.metrics(),
            new BatchedUsage(local.usage(), System::nanoTime),
            local.clock(),
            System::nanoTime,
            () -> "id-" + ids.incrementAndGet(),
            new Random(1));
    make(ACME);
    make(GLOBEX);
  }

  static TestWorld in(Path folder) {
    return new TestWorld(LocalWorld.fresh(folder, InstantSource.fixed(NOW)));
  }

  private void make(TenantId tenant) {
    boolean made =
        ports
            .registry()
            .flip(
                new LiveItem(
                    tenant,
                    1,
                    tenant.value(),
                    LiveItem.State.ACTIVE,
                    "unmetered",
                    LiveItem.Tier.SHARED),
                Optional.empty());
    if (!made) {
      throw new IllegalStateException("tenant is there already");
    }
  }

  /** The ports with some of them replaced. */
  Ports with(Registry registry, CodeStore code, Scheduler scheduler) {
    return new Ports(
        ports.kv(),
        ports.storage(),
        ports.outbox(),
        ports.inbox(),
        ports.bus(),
        ports.queue(),
        scheduler,
        ports.runs(),
        ports.deadLetters(),
        ports.logs(),
        ports.admission(),
        registry,
        code,
        ports.metrics(),
        ports.usage(),
        ports.clock(),
        ports.ticker(),
        ports.ids(),
        ports.random());
  }

  static ControlSettings settings() {
    return ControlSettings.of(
        Map.of("gold", new Plan("gold", Limits.MOST, java.util.OptionalInt.of(100), 20)),
        Plan.unmetered(Limits.DEFAULT, 10));
  }

  Deployments deployments() {
    return deployments(ports);
  }

  static Deployments deployments(Ports ports) {
    return new Deployments(settings(), ports, new BundleCompiler(ENGINE));
  }

  Control control() {
    Dispatch dispatch =
        new Dispatch(
            new DispatchSettings(true, settings().plans(), settings().defaultPlan(), List.of()),
            ports,
            runner());
    return new Control(settings(), ports, dispatch, runner(), deployments());
  }

  private Runner runner() {
    return new Runner() {
      @Override
      public RunResult run(Invocation invocation) {
        String input = invocation.input() instanceof Invocation.JsonInput json ? json.json() : "";
        return new RunResult(
            Outcome.OK,
            Optional.empty(),
            "{\"got\":" + input + ",\"user\":\"" + invocation.user().orElseThrow().id() + "\"}",
            Optional.empty(),
            Receipt.NOTHING,
            List.of(),
            Optional.empty(),
            false);
      }

      @Override
      public void retain(TenantId tenant, Set<VersionHash> live) {}

      @Override
      public void cancel(ExecutionId execution) {
        cancelled.add(execution);
      }
    };
  }

  /** The names of the cron scripts that have a schedule, with their expressions' first minutes. */
  Set<String> scheduled(TenantId tenant) {
    TreeSet<String> names = new TreeSet<>();
    for (Schedule schedule : ports.scheduler().list(tenant)) {
      names.add(
          schedule.script().app()
              + "/"
              + schedule.script().script()
              + "@"
              + schedule.cron().minutes().first());
    }
    return names;
  }

  LiveItem live(TenantId tenant) {
    return ports.registry().live(tenant).orElseThrow();
  }

  /** A live app. */
  LiveItem.LiveApp app(TenantId tenant, AppName app) {
    return Optional.ofNullable(live(tenant).apps().get(app)).orElseThrow();
  }

  /** An app with one cron script that fires at a minute of each hour. */
  static Bundle cron(String name, int minute) {
    return Bundle.of(
        "{\"scripts\": {\""
            + name
            + "\": {\"type\": \"cron\", \"schedule\": \""
            + minute
            + " * * * *\", \"js_module\": \"jobs.js\"}}}",
        Map.of("jobs.js", "export function main() { return " + minute + "; }"));
  }

  static Bundle app(String manifest, String source) {
    return Bundle.of(manifest, Map.of("app.js", source));
  }

  /** An app with one job, and what else the manifest is to say. */
  static Bundle job(String more) {
    return app(
        "{" + more + "\"scripts\": {\"job\": {\"type\": \"one_off\", \"js_module\": \"app.js\"}}}",
        "export function main() {}");
  }

  /** An app with one endpoint that evaluates something, and what else the manifest is to say. */
  static Bundle endpoint(String more, String expression) {
    return app(
        "{"
            + more
            + "\"endpoints\": {\"/e\": {\"get\": {\"js_module\": \"app.js\", \"js_function\":"
            + " \"f\", \"mode\": \"readonly\", \"forwarding_required\": \"never\","
            + " \"authn_policies\": []}}}}",
        "export function f() { return { body: " + expression + " }; }");
  }

  static Bundle hook(String script, String hook) {
    return app(
        "{\"scripts\": {\""
            + script
            + "\": {\"type\": \"embedded\", \"hook\": \""
            + hook
            + "\", \"js_module\": \"app.js\", \"js_function\": \"f\"}}}",
        "export function f(input) { return input; }");
  }

  @Override
  public void close() {
    local.close();
  }
}
