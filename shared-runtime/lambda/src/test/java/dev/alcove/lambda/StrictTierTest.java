package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.aws.SessionHolder;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.RunnerCall;
import dev.alcove.domain.Session;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.Json;
import dev.alcove.wire.RunResultFormat;
import dev.alcove.wire.RunnerCallFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Both sides of the strict tier over the embedded adapters, with Lambda's Invoke between them. */
class StrictTierTest {
  private static final Session SESSION =
      new Session("AKIA", "secret", "token", TestClock.START.plusSeconds(900));

  @TempDir Path folder;
  private final SessionHolder session = new SessionHolder();
  private final List<RunnerCall> calls = new ArrayList<>();
  private TestWorld world;
  private RunnerDoor door;

  @BeforeEach
  void open() {
    world = new TestWorld(folder).withShop();
    door = new RunnerDoor(world.process, session);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Takes the way of bytes, as Lambda does. */
  private Runner overTheWire() {
    return new Runner() {
      @Override
      public RunResult run(Invocation invocation) {
        RunnerCall call =
            new RunnerCall(invocation, world.local.clock().now().plusSeconds(30), SESSION);
        calls.add(call);
        return result(call, invocation.tenant().value());
      }

      @Override
      public void retain(TenantId tenant, Set<VersionHash> live) {}

      @Override
      public void cancel(ExecutionId execution) {}
    };
  }

  private RunResult result(RunnerCall call, String isolated) {
    return RunResultFormat.read(door.handle(RunnerCallFormat.write(call), Optional.of(isolated)));
  }

  /** The shop's tenant, moved to the strict tier. */
  private void strict() {
    LiveItem item = world.local.registry().live(TestWorld.ACME).orElseThrow();
    assertThat(
            world
                .local
                .registry()
                .flip(
                    item.with(item.name(), item.state(), item.plan(), LiveItem.Tier.STRICT),
                    Optional.empty()))
        .isTrue();
  }

  private String hook(FunctionProcess process) {
    return new InvokeDoor(process).handle(SampleEvents.of("invoke/embedded")).text();
  }

  @Test
  void aRunGoesWhereItsTenantsTierWantsIt() {
    try (FunctionProcess dispatcher = world.dispatcher(Optional.of(overTheWire()))) {
      assertThat(Json.parse(hook(dispatcher)).path("outcome").asText()).isEqualTo("OK");
      assertThat(calls).isEmpty();
      strict();
      assertThat(Json.parse(hook(dispatcher)).path("output").path("valid").asBoolean()).isTrue();
      assertThat(calls).hasSize(1);
    }
  }

  /** Never, whatever is missing, in a process that others share. */
  @Test
  void withoutARunnerAStrictTenantRunsNowhere() {
    strict();
    assertThat(Json.parse(hook(world.process)).path("outcome").asText())
        .isEqualTo("PLATFORM_FAILED");
  }

  private RunnerCall call() {
    try (FunctionProcess dispatcher = world.dispatcher(Optional.of(overTheWire()))) {
      strict();
      assertThat(hook(dispatcher)).contains("\"OK\"");
    }
    return calls.getFirst();
  }

  @Test
  void theSessionIsGoneWithTheRun() {
    assertThat(call().session()).isEqualTo(SESSION);
    assertThatThrownBy(session::resolveCredentials).isInstanceOf(SdkClientException.class);
  }

  @Test
  void aCallForAnotherTenantIsRefused() {
    RunnerCall call = call();
    assertThat(result(call, "globex").outcome()).isEqualTo(Outcome.DENIED);
    assertThat(
            RunResultFormat.read(door.handle(RunnerCallFormat.write(call), Optional.empty()))
                .outcome())
        .isEqualTo(Outcome.DENIED);
  }

  /** The sample names a version that there is not, so that it need not follow the example. */
  @Test
  void theSampleIsACall() {
    RunnerCall sample = RunnerCallFormat.read(SampleEvents.of("runner/embedded"));
    VersionHash live =
        requireNonNull(
                world
                    .local
                    .registry()
                    .live(TestWorld.ACME)
                    .orElseThrow()
                    .apps()
                    .get(sample.invocation().app()),
                "the app is not live")
            .version();
    String text =
        SampleEvents.of("runner/embedded")
            .text()
            .replace(sample.invocation().version().value(), live.value());
    RunResult result = RunResultFormat.read(door.handle(Bytes.utf8(text), Optional.of("acme")));
    assertThat(Json.parse(result.output()).path("valid").asBoolean()).isTrue();
  }

  @Test
  void aCallThatComesTooLateIsNotMade() {
    RunnerCall call = call();
    RunnerCall late = new RunnerCall(call.invocation(), world.local.clock().now(), call.session());
    assertThat(result(late, "acme").outcome()).isEqualTo(Outcome.OVERLOADED);
  }

  @Test
  void whatIsNoCallIsRejected() {
    Bytes answer = door.handle(SampleEvents.of("invoke/embedded"), Optional.of("acme"));
    assertThat(RunResultFormat.read(answer).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void anAnswerThatCannotBeCarriedIsSaid() {
    RunnerCall call = call();
    RunnerDoor narrow = new RunnerDoor(world.process, session, 100);
    RunResult result =
        RunResultFormat.read(narrow.handle(RunnerCallFormat.write(call), Optional.of("acme")));
    assertThat(result.outcome()).isEqualTo(Outcome.OUTPUT_EXCEEDED);
  }
}
