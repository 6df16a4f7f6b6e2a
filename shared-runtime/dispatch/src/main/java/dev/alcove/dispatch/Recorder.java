package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Usage;
import dev.alcove.domain.User;
import dev.alcove.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Step 8: log lines, metrics, usage and run records. Thread-safe. */
final class Recorder {
  /** Of a result that is kept; more would fill the store, and the log has the size. */
  private static final int MOST_OUTPUT_CHARACTERS = 32 * 1024;

  private final Ports ports;
  private final Clock clock;

  Recorder(Ports ports) {
    this.ports = ports;
    this.clock = ports.clock();
  }

  /** A queued run begins: a crash from here on leaves this trace. */
  void begins(Invocation invocation) {
    ports
        .runs()
        .put(
            record(
                invocation,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Receipt.NOTHING));
  }

  /** A run has ended that leaves a record only if it failed. */
  void ended(Invocation invocation, RunResult result) {
    logged(invocation, result);
    if (result.outcome() != Outcome.OK && result.outcome() != Outcome.OVERLOADED) {
      kept(invocation, result);
    }
  }

  /** A queued run has ended. */
  void queuedEnded(Invocation invocation, RunResult result) {
    logged(invocation, result);
    kept(invocation, result);
  }

  private void kept(Invocation invocation, RunResult result) {
    ports
        .runs()
        .put(
            record(
                invocation,
                Optional.of(clock.now()),
                Optional.of(result.outcome()),
                result.output(),
                result.failure(),
                result.receipt()));
  }

  private void logged(Invocation invocation, RunResult result) {
    List<LogLine> lines = new ArrayList<>(result.logs());
    lines.add(summary(invocation, result));
    ports.logs().append(lines);
    ports
        .metrics()
        .run(
            invocation.tenant(),
            invocation.app(),
            invocation.entry().label(),
            result.outcome(),
            result.receipt());
    ports
        .usage()
        .add(
            invocation.tenant(),
            clock.now().atOffset(ZoneOffset.UTC).toLocalDate(),
            Usage.of(result.outcome(), result.receipt()));
  }

  private LogLine summary(Invocation invocation, RunResult result) {
    Receipt receipt = result.receipt();
    ObjectNode fields = Json.object();
    fields.put("outcome", result.outcome().name());
    result.response().ifPresent(response -> fields.put("status", response.status()));
    fields.put("wall_ms", receipt.wallMicros() / 1000.0);
    fields.put("cpu_ms", receipt.cpuMicros() / 1000.0);
    fields.put("realm", receipt.realm().name().toLowerCase(java.util.Locale.ROOT));
    fields.put("attempt", invocation.attempt());
    result.failure().ifPresent(failure -> addFailure(fields, failure));
    boolean good = result.outcome() == Outcome.OK;
    String message =
        good
            ? "Run ended."
            : "Run ended with "
                + result.outcome()
                + ": "
                + result.failure().map(Failure::message).orElse("");
    return new LogLine(
        clock.now(),
        invocation.tenant(),
        invocation.app(),
        invocation.entry().label(),
        invocation.execution(),
        good ? LogLine.Level.INFO : LogLine.Level.ERROR,
        message,
        invocation.user().map(User::id).orElse(""),
        "",
        fields.toString());
  }

  private static void addFailure(ObjectNode fields, Failure failure) {
    fields.put("error", failure.name());
    fields.put("code", failure.code().name());
    failure
        .place()
        .ifPresent(
            place -> {
              fields.put("at", place.shortForm());
              if (!place.excerpt().isEmpty()) {
                fields.put("source", place.excerpt().strip());
              }
            });
    if (!failure.stack().isEmpty()) {
      fields.put("stack", String.join("\n", failure.stack()));
    }
  }

  /** A line about something that never became a run. */
  void note(Invocation invocation, LogLine.Level level, String message) {
    ports
        .logs()
        .append(
            List.of(
                new LogLine(
                    clock.now(),
                    invocation.tenant(),
                    invocation.app(),
                    invocation.entry().label(),
                    invocation.execution(),
                    level,
                    message,
                    "",
                    "",
                    "{}")));
  }

  private static RunRecord record(
      Invocation invocation,
      Optional<Instant> ended,
      Optional<Outcome> outcome,
      String output,
      Optional<Failure> failure,
      Receipt receipt) {
    return new RunRecord(
        invocation.execution(),
        invocation.tenant(),
        invocation.app(),
        invocation.entry().label(),
        Optional.of(invocation.version()),
        invocation.triggeredBy(),
        invocation.attempt(),
        invocation.time(),
        ended,
        outcome,
        inputDigest(invocation.input()),
        output.length() <= MOST_OUTPUT_CHARACTERS ? output : "",
        failure,
        receipt);
  }

  private static String inputDigest(Invocation.Input input) {
    return switch (input) {
      case Invocation.HttpInput http -> http.request().body().sha256().hex();
      case Invocation.JsonInput json -> Bytes.utf8(json.json()).sha256().hex();
    };
  }
}
