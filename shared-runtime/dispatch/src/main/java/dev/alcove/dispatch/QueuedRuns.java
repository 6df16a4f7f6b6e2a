package dev.alcove.dispatch;

import dev.alcove.domain.Caller;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Ports;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.Script;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs what waits in the queue: reads the live version, keeps count of the attempts, marks the
 * inbox, and gives up after the fourth attempt. Thread-safe.
 */
public final class QueuedRuns {
  /** Attempts at one queued run. */
  public static final int MOST_ATTEMPTS = 4;

  /** Longer than a dead letter can wait for its redrive. */
  private static final Duration INBOX_KEPT = Duration.ofDays(21);

  /** How long to wait after the first, second and third failure: most causes pass in minutes. */
  private static final List<Duration> BACK_OFF =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

  /** No slot now: the queue is not the place to wait long, and not the place to spin. */
  private static final Duration LATER = Duration.ofSeconds(2);

  private static final Duration WHILE_PAUSED = Duration.ofMinutes(1);

  /** What becomes of the message. */
  public sealed interface Disposition {
    /** Dealt with: acknowledge. */
    record Done() implements Disposition {}

    /** Show it again after this time. */
    record Again(Duration after) implements Disposition {}
  }

  private static final Disposition DONE = new Disposition.Done();

  private final DispatchSettings settings;
  private final Ports ports;
  private final Tenants tenants;
  private final Gate gate;
  private final Runner runner;
  private final Recorder recorder;

  QueuedRuns(
      DispatchSettings settings,
      Ports ports,
      Tenants tenants,
      Gate gate,
      Runner runner,
      Recorder recorder) {
    this.settings = settings;
    this.ports = ports;
    this.tenants = tenants;
    this.gate = gate;
    this.runner = runner;
    this.recorder = recorder;
  }

  /** Runs one message to its disposition; safe to call twice for the same one. */
  public Disposition handle(QueuedRun run) {
    if (ports.inbox().contains(run.script(), run.id())) {
      return DONE;
    }
    Optional<LiveTenant> tenant = tenants.find(run.script().tenant());
    if (tenant.isEmpty()) {
      return DONE;
    }
    if (!settings.scriptsEnabled() || tenant.get().item().state() == LiveItem.State.PAUSED) {
      return new Disposition.Again(WHILE_PAUSED);
    }
    Optional<LiveTenant.Placed> placed =
        tenant
            .get()
            .script(run.script().script())
            .filter(found -> found.app().equals(run.script().app()));
    if (placed.isEmpty()) {
      return dead(run, Outcome.NOT_FOUND, 0, "The script is not in the live version any more.");
    }
    Optional<RunRecord> record = ports.runs().get(run.script().tenant(), run.execution());
    if (record.flatMap(RunRecord::outcome).filter(Outcome.CANCELLED::equals).isPresent()) {
      // The process ended between the record and the mark.
      ports.inbox().mark(mark(run));
      return DONE;
    }
    int attempt = record.map(RunRecord::attempt).orElse(0) + 1;
    if (attempt > MOST_ATTEMPTS) {
      return dead(
          run, Outcome.PLATFORM_FAILED, MOST_ATTEMPTS, "Every attempt ended without a result.");
    }
    return enter(run, tenant.get(), placed.get(), attempt);
  }

  private Disposition enter(
      QueuedRun run, LiveTenant tenant, LiveTenant.Placed placed, int attempt) {
    Plan plan = settings.plan(tenant.item().plan());
    Invocation invocation = invocation(run, tenant, placed, plan, attempt);
    long wallMillis = invocation.limits().wallMillis();
    Script.Overlap overlap =
        placed.script().trigger() instanceof Script.Cron cron
            ? cron.overlap()
            : Script.Overlap.ALLOW;
    Instant now = ports.clock().now();
    boolean alone = overlap != Script.Overlap.ALLOW;
    if (alone
        && !ports
            .admission()
            .takeBusy(run.script(), run.execution(), now, now.plusMillis(wallMillis * 2))) {
      return overlapped(run, invocation, overlap);
    }
    try {
      if (gate.enterSlot(tenant.item().tenant(), plan, run.execution(), wallMillis).isPresent()) {
        return new Disposition.Again(LATER);
      }
      try {
        return attempt(run, invocation);
      } finally {
        gate.leave(tenant.item().tenant(), run.execution());
      }
    } finally {
      if (alone) {
        ports.admission().releaseBusy(run.script(), run.execution());
      }
    }
  }

  private Disposition overlapped(QueuedRun run, Invocation invocation, Script.Overlap overlap) {
    return switch (overlap) {
      case SKIP -> {
        recorder.note(
            invocation,
            LogLine.Level.WARN,
            "Skipped the run of " + run.time() + ": the previous one still goes on.");
        yield DONE;
      }
      case QUEUE, ALLOW -> new Disposition.Again(LATER);
    };
  }

  private Disposition attempt(QueuedRun run, Invocation invocation) {
    recorder.begins(invocation);
    RunResult result = runner.run(invocation);
    Outcome.Retry retry = result.outcome().retry();
    if (retry != Outcome.Retry.LATER) {
      recorder.queuedEnded(invocation, result);
    }
    return switch (retry) {
      case DONE -> {
        if (!result.inboxMarked()) {
          ports.inbox().mark(mark(run));
        }
        yield DONE;
      }
      case LATER -> {
        uncount(invocation);
        yield new Disposition.Again(LATER);
      }
      case DEAD -> dead(run, result, invocation.attempt());
      case AGAIN ->
          invocation.attempt() >= MOST_ATTEMPTS
              ? dead(run, result, invocation.attempt())
              : new Disposition.Again(BACK_OFF.get(invocation.attempt() - 1));
    };
  }

  /** Takes back the attempt that {@link Recorder#begins} has counted. */
  private void uncount(Invocation invocation) {
    ports
        .runs()
        .get(invocation.tenant(), invocation.execution())
        .ifPresent(record -> ports.runs().put(record.withAttempt(record.attempt() - 1)));
  }

  private Disposition dead(QueuedRun run, RunResult result, int attempts) {
    String reason =
        result.failure().map(failure -> failure.name() + ": " + failure.message()).orElse("");
    return dead(run, result.outcome(), attempts, reason);
  }

  private Disposition dead(QueuedRun run, Outcome outcome, int attempts, String reason) {
    ports.deadLetters().put(new DeadLetter(run, outcome, attempts, reason, ports.clock().now()));
    return DONE;
  }

  private InboxMark mark(QueuedRun run) {
    return new InboxMark(run.script(), run.id(), ports.clock().now().plus(INBOX_KEPT));
  }

  private Invocation invocation(
      QueuedRun run, LiveTenant tenant, LiveTenant.Placed placed, Plan plan, int attempt) {
    Optional<User> user =
        run.user()
            .or(
                () ->
                    Optional.ofNullable(tenant.item().apps().get(placed.app()))
                        .map(LiveItem.LiveApp::deployer));
    return new Invocation(
        run.execution(),
        tenant.item().tenant(),
        tenant.item().name(),
        tenant.item().tier(),
        placed.app(),
        placed.version().hash(),
        new Invocation.ScriptEntry(placed.script().name()),
        new Invocation.JsonInput(run.input()),
        new Caller.Platform(user),
        user,
        run.triggeredBy(),
        attempt,
        run.triggeredBy() == TriggeredBy.CRON ? Optional.of(run.time()) : Optional.empty(),
        run.hop(),
        run.root(),
        Optional.of(mark(run)),
        plan.limits()
            .lowered(placed.version().manifest().limits())
            .lowered(placed.script().limits()),
        ports.clock().now());
  }

  /** Puts a dead letter back into the queue, with all its attempts; false if there is none. */
  public boolean redrive(TenantId tenant, ExecutionId execution) {
    Optional<DeadLetter> letter = ports.deadLetters().get(tenant, execution);
    if (letter.isEmpty()) {
      return false;
    }
    QueuedRun old = letter.get().run();
    QueuedRun fresh =
        new QueuedRun(
            old.script(),
            old.id(),
            ports.ids().execution(),
            old.triggeredBy(),
            old.time(),
            old.hop(),
            old.root(),
            old.user(),
            old.input());
    ports.inbox().forget(old.script(), old.id());
    ports.queue().send(fresh, Duration.ZERO);
    ports.deadLetters().remove(tenant, execution);
    return true;
  }
}
