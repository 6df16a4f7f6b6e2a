package dev.alcove.hostapi;

import static org.assertj.core.api.Assertions.fail;

import dev.alcove.domain.Admission;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.EventBus;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HostException;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Inbox;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.Metrics;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Registry;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.UsageStore;
import dev.alcove.domain.User;
import dev.alcove.domain.VersionHash;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The ports that operations use, in memory, and runs of tenant {@code acme} on them. */
final class TestWorld implements AutoCloseable {
  static final TenantId TENANT = new TenantId("acme");
  static final User USER = new User("u-1", "ann@acme.example", "Ann", Set.of("reports.view"));

  final MemoryKv kv = new MemoryKv();
  final MemoryStorage storage = new MemoryStorage();
  final List<OutboxItem> outbox = Collections.synchronizedList(new ArrayList<>());
  Instant now = Instant.parse("2026-02-03T04:05:06.789Z");
  Limits limits = Limits.DEFAULT;
  Optional<User> user = Optional.of(USER);
  int hop;
  private int ids;
  private final HostApi api = new HostApi(ports(), 2);

  /** What an operation ended with. */
  record Ended(String json, Bytes bytes, boolean isBytes) {}

  private Ports ports() {
    return new Ports(
        kv,
        storage,
        outboxPort(),
        unused(Inbox.class),
        unused(EventBus.class),
        unused(RunQueue.class),
        unused(Scheduler.class),
        unused(RunRecords.class),
        unused(DeadLetters.class),
        unused(LogStore.class),
        unused(Admission.class),
        unused(Registry.class),
        unused(CodeStore.class),
        unused(Metrics.class),
        unused(UsageStore.class),
        () -> now,
        System::nanoTime,
        () -> "id-" + ++ids,
        new SplittableRandom(7));
  }

  private Outbox outboxPort() {
    return new Outbox() {
      @Override
      public void add(OutboxItem item) {
        outbox.add(item);
      }

      @Override
      public List<OutboxItem> due(Instant at, int limit) {
        throw new UnsupportedOperationException("nothing here relays");
      }

      @Override
      public void keep(TenantId tenant, String id, List<OutboxItem.Due> remaining) {
        throw new UnsupportedOperationException("nothing here relays");
      }

      @Override
      public void erase(TenantId tenant) {
        outbox.clear();
      }
    };
  }

  private static <T> T unused(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  Invocation invocation() {
    return new Invocation(
        new ExecutionId("exec-1"),
        TENANT,
        "Acme Inc.",
        LiveItem.Tier.SHARED,
        AppName.MAIN,
        new VersionHash("ab".repeat(32)),
        new Invocation.ScriptEntry(new ScriptName("report")),
        new Invocation.JsonInput(""),
        new Caller.Platform(user),
        user,
        TriggeredBy.MANUAL,
        1,
        Optional.empty(),
        hop,
        "root-1",
        Optional.empty(),
        limits,
        now);
  }

  /** A script whose calls take effect at once. */
  Capabilities script() {
    return open(Mode.READWRITE, Grant.Effects.IMMEDIATE);
  }

  /** An endpoint of mode {@code readwrite}; map {@code points} is a point map. */
  Capabilities endpoint() {
    return open(Mode.READWRITE, Grant.Effects.WITH_COMMIT);
  }

  Capabilities reader() {
    return open(Mode.READONLY, Grant.Effects.REFUSED);
  }

  private Capabilities open(Mode mode, Grant.Effects effects) {
    boolean kvToo = effects != Grant.Effects.IMMEDIATE;
    return api.open(
        new Grant(invocation(), mode, kvToo, effects, Set.of("points"), "report.js", 1));
  }

  /** Calls an operation and waits for its end. */
  static Ended call(Capabilities run, String operation, String json, Bytes bytes) {
    CompletableFuture<Ended> end = new CompletableFuture<>();
    run.start(
        operation,
        json,
        bytes,
        new HostOperations.Completion() {
          @Override
          public void succeed(String value) {
            end.complete(new Ended(value, Bytes.EMPTY, false));
          }

          @Override
          public void succeed(Bytes value) {
            end.complete(new Ended("", value, true));
          }

          @Override
          public void fail(HostException failure) {
            end.completeExceptionally(failure);
          }

          @Override
          public void endRun(Outcome outcome, String message) {
            end.completeExceptionally(new IllegalStateException(outcome + " " + message));
          }
        });
    try {
      return end.orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HostException failure) {
        throw failure;
      }
      return fail("operation " + operation + " did not end as it should", e);
    }
  }

  static String json(Capabilities run, String operation, String json) {
    return call(run, operation, json, Bytes.EMPTY).json();
  }

  @Override
  public void close() {
    api.close();
  }
}
