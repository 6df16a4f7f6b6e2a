package dev.alcove.dispatch;

import dev.alcove.domain.Caller;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Ports;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs that the product or a person asks for by name: embedded scripts, which somebody waits for,
 * and one-off jobs, which are queued. Thread-safe.
 */
public final class DirectRuns {
  /** Whom to run. */
  public sealed interface Callee {
    record ByName(ScriptName script) implements Callee {}

    record ByHook(String hook) implements Callee {}
  }

  private final DispatchSettings settings;
  private final Ports ports;
  private final Tenants tenants;
  private final Runs runs;

  DirectRuns(DispatchSettings settings, Ports ports, Tenants tenants, Runs runs) {
    this.settings = settings;
    this.ports = ports;
    this.tenants = tenants;
    this.runs = runs;
  }

  /**
   * Runs a script now and gives its result; what is refused before a run is a result too.
   *
   * @param input JSON text
   * @param user on whose behalf
   */
  public RunResult now(
      TenantId tenant, Callee callee, String input, Optional<User> user, TriggeredBy triggeredBy) {
    Optional<LiveTenant> live = tenants.find(tenant);
    Optional<RunResult> refused = refusal(tenant, live);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<LiveTenant.Placed> placed = live.flatMap(found -> find(found, callee));
    if (placed.isEmpty()) {
      return notFound(callee);
    }
    Plan plan = settings.plan(live.get().item().plan());
    ExecutionId execution = ports.ids().execution();
    return runs.now(
        invocation(live.get(), placed.get(), plan, execution, input, user, triggeredBy), plan);
  }

  /**
   * Queues a script, durable when this returns.
   *
   * @return its execution, or why it was refused
   */
  public Queued queue(
      TenantId tenant, Callee callee, String input, Optional<User> user, TriggeredBy triggeredBy) {
    Optional<LiveTenant> live = tenants.find(tenant);
    Optional<RunResult> refused = refusal(tenant, live);
    if (refused.isPresent()) {
      return new Queued.Refused(refused.get());
    }
    Optional<LiveTenant.Placed> placed = live.flatMap(found -> find(found, callee));
    if (placed.isEmpty()) {
      return new Queued.Refused(notFound(callee));
    }
    ExecutionId execution = ports.ids().execution();
    ports
        .queue()
        .send(
            new QueuedRun(
                new ScriptRef(tenant, placed.get().app(), placed.get().script().name()),
                execution.value(),
                execution,
                triggeredBy,
                ports.clock().now(),
                0,
                execution.value(),
                user,
                input),
            Duration.ZERO);
    return new Queued.As(execution);
  }

  /** How queueing went. */
  public sealed interface Queued {
    record As(ExecutionId execution) implements Queued {}

    record Refused(RunResult result) implements Queued {}
  }

  private Optional<RunResult> refusal(TenantId tenant, Optional<LiveTenant> live) {
    if (live.isEmpty()) {
      return Optional.of(
          RunResult.refused(
              Outcome.NOT_FOUND,
              Failure.of(ErrorCode.NOT_FOUND, "There is no tenant `" + tenant + "`.")));
    }
    if (!settings.scriptsEnabled()) {
      return Optional.of(
          RunResult.refused(
              Outcome.DENIED, Failure.of(ErrorCode.SCRIPTS_DISABLED, "Scripts are switched off.")));
    }
    if (live.get().item().state() == LiveItem.State.PAUSED) {
      return Optional.of(
          RunResult.refused(
              Outcome.DENIED,
              Failure.of(ErrorCode.TENANT_PAUSED, "Tenant `" + tenant + "` is paused.")));
    }
    return Optional.empty();
  }

  private static Optional<LiveTenant.Placed> find(LiveTenant tenant, Callee callee) {
    return switch (callee) {
      case Callee.ByName named -> tenant.script(named.script()).filter(DirectRuns::canBeAskedFor);
      case Callee.ByHook hooked -> tenant.hook(hooked.hook());
    };
  }

  /** An http script needs a request and an event script an event; the others take any input. */
  private static boolean canBeAskedFor(LiveTenant.Placed placed) {
    return switch (placed.script().trigger()) {
      case Script.OneOff oneOff -> true;
      case Script.Embedded embedded -> true;
      case Script.Cron cron -> true;
      case Script.Http http -> false;
      case Script.Event event -> false;
    };
  }

  private static RunResult notFound(Callee callee) {
    String what =
        switch (callee) {
          case Callee.ByName named ->
              "There is no live one-off, embedded or cron script `" + named.script() + "`.";
          case Callee.ByHook hooked -> "No live script has the hook `" + hooked.hook() + "`.";
        };
    return RunResult.refused(Outcome.NOT_FOUND, Failure.of(ErrorCode.NOT_FOUND, what));
  }

  private Invocation invocation(
      LiveTenant tenant,
      LiveTenant.Placed placed,
      Plan plan,
      ExecutionId execution,
      String input,
      Optional<User> user,
      TriggeredBy triggeredBy) {
    return new Invocation(
        execution,
        tenant.item().tenant(),
        tenant.item().name(),
        tenant.item().tier(),
        placed.app(),
        placed.version().hash(),
        new Invocation.ScriptEntry(placed.script().name()),
        new Invocation.JsonInput(input),
        new Caller.Platform(user),
        user,
        triggeredBy,
        1,
        Optional.empty(),
        0,
        execution.value(),
        Optional.empty(),
        plan.limits()
            .lowered(placed.version().manifest().limits())
            .lowered(placed.script().limits()),
        ports.clock().now());
  }
}
