package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.RunnerCall;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.RunResultFormat;
import dev.alcove.wire.RunnerCallFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes the runs of the strict tier: in a process that belongs to the run's tenant alone, with a
 * session that reaches the tenant's own things only. What comes back is the word of a process that
 * a guest may have taken over, so it counts for the run's own tenant and for nobody else.
 * Thread-safe.
 */
public final class StrictRunner implements Runner, AutoCloseable {
  /** What Lambda takes in one call, bytes. */
  static final int MOST_PAYLOAD_BYTES = 6 * 1024 * 1024;

  /** A process may have to be started first. */
  private static final Duration START = Duration.ofSeconds(10);

  /** So that the session outlasts the run whatever the clocks say. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** The longest run, its start, and some more. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(330);

  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final SdkHttpClient http;
  private final LambdaClient lambda;
  private final StsClient sts;
  private final SessionMint mint;
  private final StrictSettings strict;
  private final Clock clock;
  private final Duration patience;

  private StrictRunner(
      StrictSettings strict,
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Clock clock,
      Duration patience) {
    AwsClients.Builds builds = new AwsClients.Builds(settings, credentials, http);
    this.http = http;
    // A run whose answer is lost may have had its effects: whether it is tried again is decided
    // where attempts are counted.
    this.lambda =
        builds
            .on(LambdaClient.builder(), AwsSettings.Service.LAMBDA)
            .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    this.sts = builds.on(StsClient.builder(), AwsSettings.Service.STS).build();
    this.mint = new SessionMint(sts, settings, strict, clock);
    this.strict = requireNonNull(strict, "strict is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  /**
   * Builds the clients, with the rights of this process. Calls nobody.
   *
   * @param patience from the time of an invocation, how long its caller waits: no run is made that
   *     ends later
   */
  public static StrictRunner open(
      StrictSettings strict, AwsSettings settings, Clock clock, Duration patience) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(LONGEST_ANSWER)
            .build();
    return open(strict, settings, AwsClients.ownCredentials(), http, clock, patience);
  }

  static StrictRunner open(
      StrictSettings strict,
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Clock clock,
      Duration patience) {
    return new StrictRunner(strict, settings, credentials, http, clock, patience);
  }

  @Override
  public RunResult run(Invocation invocation) {
    Instant deadline = deadline(invocation);
    Bytes payload =
        RunnerCallFormat.write(
            new RunnerCall(
                invocation, deadline, mint.session(invocation.tenant(), deadline.plus(SKEW))));
    if (payload.size() > MOST_PAYLOAD_BYTES) {
      return RunResult.refused(
          Outcome.REJECTED,
          Failure.of(
              ErrorCode.TOO_LARGE,
              "The input has "
                  + payload.size()
                  + " bytes on its way to the run; at most "
                  + MOST_PAYLOAD_BYTES
                  + " can be carried."));
    }
    return own(invocation, call(invocation, payload));
  }

  private Instant deadline(Invocation invocation) {
    Instant whole = clock.now().plusMillis(invocation.limits().wallMillis()).plus(START);
    Instant waited = invocation.time().plus(patience);
    return waited.isBefore(whole) ? waited : whole;
  }

  private RunResult call(Invocation invocation, Bytes payload) {
    InvokeResponse answer;
    try {
      answer =
          lambda.invoke(
              invoke ->
                  invoke
                      .functionName(strict.function())
                      .tenantId(invocation.tenant().value())
                      .payload(SdkBytes.fromByteArray(payload.toArray())));
    } catch (TooManyRequestsException e) {
      return RunResult.refused(
          Outcome.OVERLOADED,
          Failure.of(ErrorCode.NO_FREE_SLOT, "There is no free process for this tenant now."));
    } catch (SdkClientException e) {
      return failed("The run gave no answer.");
    }
    Bytes body = Bytes.owning(answer.payload().asByteArray());
    if (answer.functionError() != null) {
      return RunResultFormat.ofError(body)
          .orElseGet(() -> failed("The process of the run has ended without an answer."));
    }
    try {
      return RunResultFormat.read(body);
    } catch (FormatException e) {
      return failed("The process of the run gave an answer that is none.");
    }
  }

  private static RunResult failed(String message) {
    return RunResult.refused(
        Outcome.PLATFORM_FAILED, Failure.of(ErrorCode.PLATFORM_FAILED, message));
  }

  /** Log lines of others than this run are dropped: it could write into another tenant's log. */
  private static RunResult own(Invocation invocation, RunResult result) {
    List<LogLine> lines =
        result.logs().stream()
            .filter(line -> line.tenant().equals(invocation.tenant()))
            .filter(line -> line.app().equals(invocation.app()))
            .filter(line -> line.execution().equals(invocation.execution()))
            .limit(invocation.limits().logLines())
            .toList();
    Optional<String> transaction = result.transaction().filter(id -> id.matches("\\d+\\.\\d+"));
    return new RunResult(
        result.outcome(),
        result.response(),
        result.output(),
        result.failure(),
        result.receipt(),
        lines,
        transaction,
        result.inboxMarked());
  }

  /** Nothing of any version is kept here. */
  @Override
  public void retain(TenantId tenant, Set<VersionHash> live) {}

  /** Nothing runs here. */
  @Override
  public void cancel(ExecutionId execution) {}

  @Override
  public void close() {
    lambda.close();
    sts.close();
    http.close();
  }
}
