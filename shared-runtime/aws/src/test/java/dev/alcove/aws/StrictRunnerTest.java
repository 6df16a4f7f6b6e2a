package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.RunnerCall;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.VersionHash;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.RunResultFormat;
import dev.alcove.wire.RunnerCallFormat;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What the dispatcher asks of the strict tier, and what it believes of the answer. */
class StrictRunnerTest {
  /** STS and Lambda both take their calls by POST and no target. */
  private static final String CALL = "POST";

  private static final TenantId ACME = new TenantId("acme");
  private static final AppName APP = new AppName("shop");
  private static final ExecutionId EXECUTION = new ExecutionId("e-1");
  private static final StrictSettings STRICT =
      new StrictSettings("alcove-runner", "arn:aws:iam::123456789012:role/alcove-session");

  private final TestClock clock = new TestClock();
  private final FaultyHttp http = new FaultyHttp(null);
  private final StrictRunner runner = runner(Duration.ofSeconds(330));

  private StrictRunner runner(Duration patience) {
    return StrictRunner.open(
        STRICT,
        AwsSettings.from(AwsSettingsTest.complete()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "own-secret")),
        http,
        clock,
        patience);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  private Invocation invocation(Invocation.Input input) {
    return new Invocation(
        EXECUTION,
        ACME,
        "Acme",
        LiveItem.Tier.STRICT,
        APP,
        new VersionHash("ab".repeat(32)),
        new Invocation.ScriptEntry(new ScriptName("job")),
        input,
        new Caller.NoAuth(),
        Optional.empty(),
        TriggeredBy.API,
        1,
        Optional.empty(),
        0,
        "r",
        Optional.empty(),
        Limits.DEFAULT,
        clock.now());
  }

  private Invocation job() {
    return invocation(new Invocation.JsonInput("1"));
  }

  private FaultyHttp.Fault session() {
    String body =
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>minted</SecretAccessKey>
        <SessionToken>token</SessionToken><Expiration>%s</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>
        """
            .formatted(clock.now().plusSeconds(900));
    return FaultyHttp.answer(200, body);
  }

  private static FaultyHttp.Fault result(RunResult result) {
    return FaultyHttp.answer(200, RunResultFormat.write(result).text());
  }

  private static FaultyHttp.Fault error(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (sent, onward) ->
        HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("X-Amz-Function-Error", "Unhandled")
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
            .build();
  }

  private static RunResult good(List<LogLine> logs, Optional<String> transaction) {
    return new RunResult(
        Outcome.OK,
        Optional.empty(),
        "42",
        Optional.empty(),
        Receipt.NOTHING,
        logs,
        transaction,
        false);
  }

  private static LogLine line(String tenant, String execution) {
    return new LogLine(
        TestClock.START,
        new TenantId(tenant),
        APP,
        "job",
        new ExecutionId(execution),
        LogLine.Level.INFO,
        "hello",
        "",
        "",
        "{}");
  }

  private RunnerCall sent(int number) {
    return RunnerCallFormat.read(Bytes.utf8(http.sent(CALL).get(number).body()));
  }

  @Test
  void aRunIsMadeElsewhereWithASessionOfItsTenant() {
    http.next(CALL, session()).next(CALL, result(good(List.of(), Optional.of("2.7"))));
    RunResult result = runner.run(job());
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.transaction()).contains("2.7");
    RunnerCall call = sent(1);
    assertThat(call.invocation()).isEqualTo(job());
    assertThat(call.session().secretAccessKey()).isEqualTo("minted");
    assertThat(call.session().expires()).isEqualTo(clock.now().plusSeconds(900));
    assertThat(call.deadline()).isEqualTo(clock.now().plusSeconds(40));
  }

  @Test
  void theSessionIsBoundToTheTenant() {
    http.next(CALL, session()).next(CALL, result(good(List.of(), Optional.empty())));
    assertThat(runner.run(job()).outcome()).isEqualTo(Outcome.OK);
    String asked = URLDecoder.decode(http.sent(CALL).getFirst().body(), StandardCharsets.UTF_8);
    assertThat(asked)
        .contains("RoleArn=" + STRICT.role(), "DurationSeconds=900")
        .contains("\"ForAllValues:StringLike\":{\"dynamodb:LeadingKeys\":[\"T#acme#*\"]}")
        .contains("\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"T#acme\"]}")
        .contains("\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}")
        .contains("arn:aws:s3:::alcove-code/code/acme/*")
        .contains("arn:aws:dynamodb:eu-central-1:123456789012:table/alcove-data")
        .doesNotContain("Scan")
        .doesNotContain("PutEvents")
        .doesNotContain("alcove-registry");
    // STS takes 2,048 characters.
    assertThat(
            SessionPolicy.of(
                new TenantId("x".repeat(40)), AwsSettings.from(AwsSettingsTest.complete()), STRICT))
        .hasSizeLessThan(1_400);
  }

  @Test
  void aSessionServesAgainWhileItOutlastsTheRun() {
    http.next(CALL, session()).next(CALL, 2, result(good(List.of(), Optional.empty())));
    runner.run(job());
    clock.advance(Duration.ofMinutes(13));
    runner.run(job());
    assertThat(http.sent(CALL)).hasSize(3);
    clock.advance(Duration.ofMinutes(1));
    http.next(CALL, session()).next(CALL, result(good(List.of(), Optional.empty())));
    runner.run(job());
    assertThat(http.sent(CALL)).hasSize(5);
  }

  @Test
  void noRunEndsWhenNobodyWaitsForItAnyMore() {
    http.next(CALL, session()).next(CALL, result(good(List.of(), Optional.empty())));
    Invocation asked = job();
    clock.advance(Duration.ofSeconds(1));
    try (StrictRunner impatient = runner(Duration.ofSeconds(28))) {
      impatient.run(asked);
    }
    assertThat(sent(1).deadline()).isEqualTo(clock.now().plusSeconds(27));
  }

  /** A guest that has taken over its process writes into no other's log. */
  @Test
  void whatTheAnswerSaysOfOthersIsDropped() {
    http.next(CALL, session())
        .next(
            CALL,
            result(
                good(
                    List.of(line("acme", "e-1"), line("globex", "e-1"), line("acme", "e-2")),
                    Optional.of("2.7\r\nset-cookie: a=b"))));
    RunResult result = runner.run(job());
    assertThat(result.logs()).containsExactly(line("acme", "e-1"));
    assertThat(result.transaction()).isEmpty();
  }

  @Test
  void aSpoiltProcessHasSaidItsAnswer() {
    RunResult spoilt =
        RunResult.refused(Outcome.WALL_EXCEEDED, Failure.of(ErrorCode.TIMEOUT, "too long"));
    String message = RunResultFormat.write(spoilt).text().replace("\"", "\\\"");
    http.next(CALL, session()).next(CALL, error("{\"errorMessage\":\"" + message + "\"}"));
    assertThat(runner.run(job())).isEqualTo(spoilt);
  }

  @Test
  void aProcessThatDiedIsThePlatformsFailure() {
    http.next(CALL, session())
        .next(CALL, error("{\"errorMessage\":\"RequestId: 1 Error: Runtime exited\"}"));
    assertThat(runner.run(job()).outcome()).isEqualTo(Outcome.PLATFORM_FAILED);
  }

  @Test
  void anAnswerThatIsNoneIsThePlatformsFailure() {
    http.next(CALL, session()).next(CALL, FaultyHttp.answer(200, "{\"outcome\":\"OK\"}"));
    assertThat(runner.run(job()).outcome()).isEqualTo(Outcome.PLATFORM_FAILED);
  }

  /** Its effects may be there, so the call is not simply made again. */
  @Test
  void aLostAnswerIsNotAskedForAgain() {
    http.next(CALL, session()).next(CALL, FaultyHttp.REQUEST_LOST);
    assertThat(runner.run(job()).outcome()).isEqualTo(Outcome.PLATFORM_FAILED);
    assertThat(http.sent(CALL)).hasSize(2);
  }

  @Test
  void withoutAFreeProcessItIsLater() {
    http.next(CALL, session())
        .next(
            CALL,
            (sent, onward) ->
                HttpExecuteResponse.builder()
                    .response(
                        SdkHttpResponse.builder()
                            .statusCode(429)
                            .putHeader("x-amzn-ErrorType", "TooManyRequestsException")
                            .build())
                    .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
                    .build());
    assertThat(runner.run(job()).outcome()).isEqualTo(Outcome.OVERLOADED);
  }

  @Test
  void whatLambdaCannotCarryIsRefusedBefore() {
    http.next(CALL, session());
    RunResult result =
        runner.run(
            invocation(new Invocation.JsonInput("x".repeat(StrictRunner.MOST_PAYLOAD_BYTES))));
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(http.sent(CALL)).hasSize(1);
  }

  @Test
  void bothSettingsOrNone() {
    assertThat(StrictSettings.from(Map.of())).isEmpty();
    assertThatThrownBy(() -> StrictSettings.from(Map.of("ALCOVE_RUNNER_FUNCTION", "f")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ALCOVE_RUNNER_ROLE is not the ARN of a role");
    assertThat(
            StrictSettings.from(
                Map.of(
                    "ALCOVE_RUNNER_FUNCTION",
                    STRICT.function(),
                    "ALCOVE_RUNNER_ROLE",
                    STRICT.role())))
        .contains(STRICT);
  }
}
