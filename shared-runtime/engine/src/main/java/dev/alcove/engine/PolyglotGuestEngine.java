package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Module;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Ticker;
import dev.alcove.domain.Version;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/** {@link GuestEngine} on GraalJS. */
final class PolyglotGuestEngine implements GuestEngine {
  private static final long NANOS_PER_MICRO = 1_000;

  private final EngineSettings settings;
  private final Ticker ticker;
  private final RunThreads threads;
  private final Closer closer = new Closer();
  private final MemoryGate gate;
  private final Watchdog watchdog;
  private final TenantEngines tenants;
  private final AtomicReference<@Nullable String> spoiltBy = new AtomicReference<>();
  private final Map<ActiveRun, CompletableFuture<GuestResult>> answers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  PolyglotGuestEngine(EngineSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    this.threads = new RunThreads(settings.stackBytes());
    this.gate =
        new MemoryGate(
            Runtime.getRuntime().maxMemory() / settings.heapDivisor(), settings.runsAtOnce());
    this.watchdog = new Watchdog(settings.graceMillis(), this::stuck);
    this.tenants = new TenantEngines(settings);
  }

  @Override
  public GuestResult run(GuestRun asked, Cancellation cancellation) {
    checkOpen();
    long memory = asked.limits().memoryBytes();
    try {
      if (!gate.enter(memory, settings.admissionMillis())) {
        return overloaded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return overloaded();
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
    CompletableFuture<GuestResult> answer = new CompletableFuture<>();
    answers.put(run, answer);
    watchdog.add(run);
    cancellation.onCancel(
        () ->
            run.end(
                Ending.of(Outcome.CANCELLED, "The run was cancelled.", "cancelled from outside")));
    threads.execute(() -> onGuestThread(asked, run, answer, memory));
    return answer.join();
  }

  private void onGuestThread(
      GuestRun asked, ActiveRun run, CompletableFuture<GuestResult> answer, long memory) {
    GuestResult result;
    run.onThread(Thread.currentThread());
    try {
      result = execute(asked, run);
    } catch (Error e) {
      spoil("a " + e.getClass().getSimpleName() + " in the platform");
      result = result(run, GuestTask.platformFailed(), Receipt.Realm.NONE, asked, false);
    } catch (RuntimeException e) {
      result = result(run, GuestTask.platformFailed(), Receipt.Realm.NONE, asked, false);
    } finally {
      run.unwound();
      watchdog.remove(run);
      answers.remove(run);
      gate.leave(memory);
      // A cancelled context leaves its interrupt behind.
      Thread.interrupted();
    }
    answer.complete(result);
  }

  private GuestResult execute(GuestRun asked, ActiveRun run) {
    TenantEngines.Lease lease = tenants.lease(asked.tenant(), asked.version());
    try (lease) {
      Realm realm;
      try {
        realm =
            Realm.make(
                lease.engine(),
                asked.version().modules(),
                asked.dialect(),
                asked.prelude(),
                run,
                closer,
                settings.timersAtOnce());
      } catch (PolyglotException e) {
        GuestTask.End end =
            run.isEnded()
                ? new Failures(asked.version().modules(), run).ended()
                : GuestTask.platformFailed();
        return result(run, end, Receipt.Realm.NONE, asked, lease.cold());
      }
      try (realm) {
        GuestTask.End end = new GuestTask(asked, run).call(realm, false);
        run.unwound();
        return result(run, end, Receipt.Realm.MADE, asked, lease.cold());
      }
    }
  }

  private GuestResult result(
      ActiveRun run, GuestTask.End end, Receipt.Realm realm, GuestRun asked, boolean cold) {
    Ending why = run.ending();
    String spoilt = run.spoiltBy();
    if (spoilt != null) {
      spoil(spoilt);
    }
    Receipt receipt =
        new Receipt(
            run.wallNanosUsed() / NANOS_PER_MICRO,
            run.cpuNanosUsed() / NANOS_PER_MICRO,
            run.allocatedBytesUsed(),
            realm,
            "",
            run.meter().calls(),
            asked.input().length() + (long) asked.inputBytes().size() + run.meter().bytesIn(),
            end.output().length() + (long) end.bytes().size() + run.meter().bytesOut(),
            cold,
            1,
            0,
            end.outcome() == Outcome.OK ? "" : why == null ? endedBy(end) : why.endedBy());
    return new GuestResult(
        end.outcome(),
        end.output(),
        end.bytes(),
        Optional.ofNullable(end.failure()),
        receipt,
        spoilt());
  }

  private static String endedBy(GuestTask.End end) {
    Failure failure = end.failure();
    return failure == null ? "" : failure.code().name();
  }

  private void stuck(ActiveRun run) {
    spoil("a guest thread that does not end");
    CompletableFuture<GuestResult> answer = answers.get(run);
    Ending why = run.ending();
    if (answer == null || why == null) {
      return;
    }
    Receipt receipt =
        new Receipt(
            run.wallNanosUsed() / NANOS_PER_MICRO,
            run.cpuNanosUsed() / NANOS_PER_MICRO,
            run.allocatedBytesUsed(),
            Receipt.Realm.MADE,
            "",
            run.meter().calls(),
            run.meter().bytesIn(),
            run.meter().bytesOut(),
            false,
            1,
            0,
            why.endedBy());
    answer.complete(
        new GuestResult(
            why.outcome(),
            "",
            Bytes.EMPTY,
            Optional.of(Failure.of(why.code(), why.message())),
            receipt,
            true));
  }

  private GuestResult overloaded() {
    return new GuestResult(
        Outcome.OVERLOADED,
        "",
        Bytes.EMPTY,
        Optional.of(
            Failure.of(ErrorCode.NO_FREE_SLOT, "No place for another run became free in time.")),
        new Receipt(
            0, 0, 0, Receipt.Realm.NONE, "", new TreeMap<>(), 0, 0, false, 1, 0, "no free place"),
        spoilt());
  }

  @Override
  public LinkReport link(
      TenantId tenant,
      Collection<Module> modules,
      Map<String, List<String>> handlers,
      GuestRun.Dialect dialect,
      Limits limits) {
    checkOpen();
    return new LinkReport(List.of(), Map.of());
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    if (spoilt()) {
      throw new IllegalStateException("the process is spoilt: " + spoiltBy.get());
    }
  }

  private void spoil(String why) {
    spoiltBy.compareAndSet(null, why);
  }

  @Override
  public void forget(TenantId tenant, Version version) {
    tenants.forget(tenant, version);
  }

  @Override
  public boolean spoilt() {
    return spoiltBy.get() != null;
  }

  @Override
  public void close() {
    closed = true;
    for (ActiveRun run : answers.keySet()) {
      run.end(Ending.of(Outcome.CANCELLED, "The platform stops.", "the platform stops"));
    }
    watchdog.close();
    tenants.close();
    closer.close();
    threads.close();
  }
}
