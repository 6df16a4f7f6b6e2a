package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a run. Written before a cron, event or one-off run starts, so that a crash leaves
 * a trace, and after every run that is kept.
 *
 * @param entry the script's name, or {@code POST /path} of an endpoint
 * @param outcome empty while it runs
 * @param attempt from 1
 * @param time when the first attempt began
 * @param inputDigest hex SHA-256 of the input
 * @param output JSON text of a good run's result, cut to 32 KB; "" if none
 */
public record RunRecord(
    ExecutionId execution,
    TenantId tenant,
    AppName app,
    String entry,
    Optional<VersionHash> version,
    TriggeredBy triggeredBy,
    int attempt,
    Instant time,
    Optional<Instant> ended,
    Optional<Outcome> outcome,
    String inputDigest,
    String output,
    Optional<Failure> failure,
    Receipt receipt) {
  public RunRecord {
    requireNonNull(execution, "execution is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
    requireNonNull(entry, "entry is null");
    requireNonNull(version, "version is null");
    requireNonNull(triggeredBy, "triggeredBy is null");
    requireNonNull(time, "time is null");
    requireNonNull(ended, "ended is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(inputDigest, "inputDigest is null");
    requireNonNull(output, "output is null");
    requireNonNull(failure, "failure is null");
    requireNonNull(receipt, "receipt is null");
  }

  /** This record with another number of attempts. */
  public RunRecord withAttempt(int other) {
    return new RunRecord(
        execution,
        tenant,
        app,
        entry,
        version,
        triggeredBy,
        other,
        time,
        ended,
        outcome,
        inputDigest,
        output,
        failure,
        receipt);
  }
}
