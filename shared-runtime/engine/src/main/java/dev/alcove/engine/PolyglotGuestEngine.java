package dev.alcove.engine;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Module;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Ticker;
import dev.alcove.domain.VersionHash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;

/** {@link GuestEngine} on GraalJS. */
final class PolyglotGuestEngine implements GuestEngine {

  private final EngineSettings settings;
  private final Ticker ticker;
  private final Supervisor supervisor;
  private final MemoryGate gate;
  private final TenantEngines tenants;
  private final RealmMaker maker;
  private final Warmup warmup;
  private volatile boolean closed;

  PolyglotGuestEngine(EngineSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    this.gate =
        new MemoryGate(
            Runtime.getRuntime().maxMemory() / settings.heapDivisor(), settings.runsAtOnce());
    this.tenants = new TenantEngines(settings);
    this.supervisor = new Supervisor(settings, new HeapWatch(ticker, tenants::bytes));
    this.warmup = new Warmup(settings, ticker, tenants, supervisor);
    this.maker = new RealmMaker(settings, ticker, tenants, supervisor, gate);
  }

  @Override
  public GuestResult run(GuestRun asked, Cancellation cancellation) {
    checkOpen();
    long memory = asked.limits().memoryBytes();
    if (!enter(memory)) {
      return Results.overloaded(supervisor.spoiltBy() != null);
    }
    ActiveRun run =
        new ActiveRun(
            asked.limits(),
            ticker,
            asked.operations(),
            asked.clock(),
            asked.random(),
            settings.argumentBytes(),
            asked.softTimeout(),
            false);
    cancellation.onCancel(
        () ->
            run.end(
                Ending.of(Outcome.CANCELLED, "The run was cancelled.", "cancelled from outside")));
    Attempt attempt = new Attempt(asked, run, tenants, maker.realms(), supervisor, settings);
    GuestTask.End end = supervisor.perform(run, attempt::execute, () -> leave(asked, attempt));
    return new Results(asked, run, attempt, supervisor).of(end);
  }

  /** Nobody waits for the realm's end: it is a good part of what a small run costs. */
  private void leave(GuestRun asked, Attempt attempt) {
    try {
      attempt.close();
    } finally {
      gate.leave(asked.limits().memoryBytes());
      warmup.seen(asked);
      if (asked.mayPrepare() && settings.preparedRealms() > 0) {
        maker.nudge();
      }
    }
  }

  private boolean enter(long memory) {
    try {
      return warmup.await(settings.admissionMillis())
          && gate.enter(memory, settings.admissionMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public LinkReport link(
      TenantId tenant,
      Collection<Module> modules,
      Map<String, List<String>> handlers,
      GuestRun.Dialect dialect,
      Limits limits) {
    checkOpen();
    if (!enter(limits.memoryBytes())) {
      return failed(ErrorCode.NO_FREE_SLOT, "No place to check the version became free in time.");
    }
    ActiveRun run =
        new ActiveRun(
            limits,
            ticker,
            HostOperations.NONE,
            () -> Instant.EPOCH,
            RandomGenerator.of("L64X128MixRandom"),
            settings.argumentBytes(),
            false,
            true);
    try {
      LinkReport report = supervisor.perform(run, () -> link(modules, handlers, dialect, run));
      Ending why = run.ending();
      if (why != null) {
        return failed(why.code(), why.message());
      }
      return report != null
          ? report
          : failed(ErrorCode.PLATFORM_FAILED, "The platform failed while it linked the version.");
    } finally {
      gate.leave(limits.memoryBytes());
    }
  }

  private LinkReport link(
      Collection<Module> modules,
      Map<String, List<String>> handlers,
      GuestRun.Dialect dialect,
      ActiveRun run) {
    // An engine of its own: what was only checked must not stay in the tenant's.
    TenantEngine engine = tenants.blank();
    try (Engine parser = TenantEngine.parser();
        LinkRealms realms = new LinkRealms(parser, engine, dialect, run, supervisor.closer())) {
      return new Linker(modules, realms, run).link(handlers);
    } catch (PolyglotException e) {
      return failed(ErrorCode.PLATFORM_FAILED, "The version could not be linked.");
    } finally {
      engine.close();
    }
  }

  private static LinkReport failed(ErrorCode code, String message) {
    return new LinkReport(List.of(Failure.of(code, message)), Map.of());
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    String why = supervisor.spoiltBy();
    if (why != null) {
      throw new IllegalStateException("the process is spoilt: " + why);
    }
  }

  @Override
  public void retain(TenantId tenant, Set<VersionHash> live) {
    maker.realms().retain(tenant, live).forEach(PreparedRealms.Ready::discard);
    tenants.retain(tenant, live);
  }

  @Override
  public long keptBytes() {
    return tenants.bytes();
  }

  @Override
  public Optional<String> spoiltBy() {
    return Optional.ofNullable(supervisor.spoiltBy());
  }

  @Override
  public Optional<String> inspector() {
    return tenants.inspector();
  }

  @Override
  public void close() {
    closed = true;
    supervisor.close();
    maker.close();
    warmup.close();
    if (!spoilt()) {
      tenants.close();
    }
  }
}
