package dev.alcove.dispatch;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.User;
import dev.alcove.engine.Cancellation;
import dev.alcove.engine.GuestEngine;
import dev.alcove.engine.GuestResult;
import dev.alcove.hostapi.Capabilities;
import dev.alcove.hostapi.HostApi;
import dev.alcove.hostapi.TransactionIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Steps 6 and 7 of one invocation: run, commit, and, if the race was lost and nothing of the
 * attempt is visible outside, run again. Used once, by one thread.
 */
final class Attempts {
  private static final int MOST_ATTEMPTS = 30;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Handler handler;
  private final Invocation invocation;
  private final Ports ports;
  private final GuestEngine engine;
  private final HostApi host;
  private final Committer committer;
  private final Cancellation cancellation;
  private final long deadline;
  private final List<LogLine> logs = new ArrayList<>();
  private Receipt receipt = Receipt.NOTHING;

  Attempts(
      Handler handler,
      Ports ports,
      GuestEngine engine,
      HostApi host,
      Committer committer,
      Cancellation cancellation) {
    this.handler = handler;
    this.invocation = handler.invocation();
    this.ports = ports;
    this.engine = engine;
    this.host = host;
    this.committer = committer;
    this.cancellation = cancellation;
    this.deadline = ports.ticker().nanos() + invocation.limits().wallMillis() * NANOS_PER_MILLI;
  }

  RunResult run() {
    for (int attempt = 1; ; attempt++) {
      try (Capabilities capabilities = host.open(handler.grant(attempt))) {
        GuestResult guest =
            engine.run(handler.guestRun(ports, remaining(), capabilities), cancellation);
        collect(guest, capabilities, attempt);
        Handler.Reading reading = handler.read(guest, capabilities);
        Committer.Verdict verdict = settle(reading, capabilities, attempt);
        switch (verdict) {
          case Committer.Verdict.Done done -> {
            metrics(capabilities);
            return result(reading, done.seq());
          }
          case Committer.Verdict.AlreadyDone already -> {
            return good(Optional.empty(), "", OptionalLong.empty());
          }
          case Committer.Verdict.Stale stale -> {
            Optional<String> end = noMore(capabilities, attempt);
            if (end.isPresent()) {
              return bad(Outcome.CONFLICT, Failure.of(ErrorCode.CONFLICT, end.get()));
            }
          }
        }
      }
    }
  }

  /**
   * What is left of the time for another attempt: together they have one wall limit. A part of a
   * millisecond counts as one, so that the first attempt's limit reads as it was set.
   */
  private Limits remaining() {
    Limits limits = invocation.limits();
    long millis = Math.max(1, Math.ceilDiv(deadline - ports.ticker().nanos(), NANOS_PER_MILLI));
    return limits.capped(millis, limits.cpuMillis(), limits.memoryBytes());
  }

  private void collect(GuestResult guest, Capabilities capabilities, int attempt) {
    Receipt one = guest.receipt().withLogsDropped(capabilities.logsDropped());
    receipt = attempt == 1 ? one : one.after(receipt);
    logs.addAll(capabilities.takeLogs());
  }

  private Committer.Verdict settle(
      Handler.Reading reading, Capabilities capabilities, int attempt) {
    return switch (reading) {
      case Handler.Reading.Good good ->
          good.apply()
              ? commit(capabilities, attempt, invocation.inbox())
              : committer.validate(invocation.tenant(), capabilities.kv());
      case Handler.Reading.Bad bad -> {
        if (bad.apply()) {
          yield commit(capabilities, attempt, Optional.empty());
        }
        // What it threw at may be a state that never was: then it runs again instead.
        yield bad.outcome() == Outcome.THREW
            ? committer.validate(invocation.tenant(), capabilities.kv())
            : new Committer.Verdict.Done(OptionalLong.empty());
      }
    };
  }

  private Committer.Verdict commit(
      Capabilities capabilities, int attempt, Optional<InboxMark> inbox) {
    return committer.commit(
        invocation.tenant(),
        capabilities.kv(),
        handler.grant(attempt).attemptName(),
        capabilities.outbox(),
        inbox,
        deadline);
  }

  /** Why there is no other attempt; empty if there is one. */
  private Optional<String> noMore(Capabilities capabilities, int attempt) {
    List<String> effects = capabilities.outsideEffects();
    if (!effects.isEmpty()) {
      return Optional.of(
          "The data that the run read was changed by another one, and it cannot be run again"
              + " because of what it had done outside: "
              + String.join(", ", effects)
              + ".");
    }
    if (attempt >= MOST_ATTEMPTS || ports.ticker().nanos() - deadline >= 0) {
      return Optional.of(
          "The data that the run read was changed by others in each of " + attempt + " attempts.");
    }
    return Optional.empty();
  }

  private void metrics(Capabilities capabilities) {
    for (String data : capabilities.metrics()) {
      ports
          .metrics()
          .script(invocation.tenant(), invocation.app(), invocation.entry().label(), data);
    }
  }

  private RunResult result(Handler.Reading reading, OptionalLong seq) {
    return switch (reading) {
      case Handler.Reading.Good good -> {
        if (good.metrics() && good.response().isPresent()) {
          logs.add(metricsLine(good.response().get()));
        }
        yield good(good.response(), good.output(), good.apply() ? seq : OptionalLong.empty());
      }
      case Handler.Reading.Bad bad -> bad(bad.outcome(), bad.failure());
    };
  }

  private RunResult good(Optional<HttpResponse> response, String output, OptionalLong seq) {
    Optional<String> transaction =
        seq.isPresent() && handler instanceof Handler.OfEndpoint
            ? Optional.of(TransactionIds.format(seq.getAsLong()))
            : Optional.empty();
    return new RunResult(
        Outcome.OK,
        response,
        output,
        Optional.empty(),
        receipt,
        logs,
        transaction,
        invocation.inbox().isPresent());
  }

  private RunResult bad(Outcome outcome, Failure failure) {
    Receipt ended = receipt.endedBy().isEmpty() ? receipt.endedBy(failure.message()) : receipt;
    return new RunResult(
        outcome, Optional.empty(), "", Optional.of(failure), ended, logs, Optional.empty(), false);
  }

  /** The line that CCF writes after each completed endpoint. */
  private LogLine metricsLine(HttpResponse response) {
    Invocation.EndpointEntry entry = (Invocation.EndpointEntry) invocation.entry();
    String message =
        "JS execution complete: Method="
            + entry.method()
            + ", Path=/app"
            + entry.template()
            + ", Status="
            + response.status()
            + ", ExecMilliseconds="
            + receipt.wallMicros() / 1000;
    return new LogLine(
        ports.clock().now(),
        invocation.tenant(),
        invocation.app(),
        entry.label(),
        invocation.execution(),
        LogLine.Level.INFO,
        message,
        invocation.user().map(User::id).orElse(""),
        handler.module(),
        "{}");
  }
}
