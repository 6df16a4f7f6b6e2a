package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.RunnerCall;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes that the golden files of runner calls and their results do not have. */
class RunnerFormatsTest {
  private static final RunResult FAILED =
      RunResult.refused(Outcome.THREW, Failure.of(ErrorCode.SCRIPT_THREW, "no \ud800 \"x\""));

  private static RunnerCall call(Invocation.Entry entry, Invocation.Input input, Caller caller) {
    Invocation whole = Samples.RUNNER_CALL.invocation();
    return new RunnerCall(
        new Invocation(
            whole.execution(),
            whole.tenant(),
            whole.tenantName(),
            LiveItem.Tier.STRICT,
            whole.app(),
            whole.version(),
            entry,
            input,
            caller,
            Optional.empty(),
            whole.triggeredBy(),
            whole.attempt(),
            Optional.empty(),
            whole.hop(),
            whole.root(),
            Optional.empty(),
            whole.limits(),
            whole.time()),
        Samples.RUNNER_CALL.deadline(),
        Samples.RUNNER_CALL.session());
  }

  static Stream<RunnerCall> calls() {
    Invocation.Entry script = new Invocation.ScriptEntry(Samples.SCRIPT.script());
    Invocation.Input json = new Invocation.JsonInput("{\"a\": 1.0}");
    return Stream.of(
        call(script, json, new Caller.Open()),
        call(script, new Invocation.JsonInput(""), new Caller.NoAuth()),
        call(script, json, new Caller.Platform(Optional.empty())),
        call(script, json, new Caller.Platform(Optional.of(Samples.USER))));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallComesBackAsItWas(RunnerCall call) {
    assertThat(RunnerCallFormat.read(RunnerCallFormat.write(call))).isEqualTo(call);
  }

  @Test
  void aResultThatFailedComesBackAsItWas() {
    assertThat(RunResultFormat.read(RunResultFormat.write(FAILED))).isEqualTo(FAILED);
  }

  @Test
  void theResultInTheErrorOfASpoiltProcess() {
    String message = RunResultFormat.write(FAILED).text();
    Bytes error =
        Json.bytes(
            Json.object().put("errorMessage", message).put("errorType", "ProcessSpoiltError"));
    assertThat(RunResultFormat.ofError(error)).contains(FAILED);
  }

  @Test
  void anErrorOfAnotherKindHasNone() {
    assertThat(
            RunResultFormat.ofError(
                Bytes.utf8("{\"errorMessage\":\"Task timed out after 30.03 seconds\"}")))
        .isEmpty();
    assertThat(RunResultFormat.ofError(Bytes.utf8("?"))).isEmpty();
  }

  /** A log must not open anything. */
  @Test
  void aSessionDoesNotTellItsSecrets() {
    assertThat(Samples.RUNNER_CALL.toString()).doesNotContain("secret").doesNotContain("token");
  }
}
