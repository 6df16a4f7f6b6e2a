package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TriggeredBy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events, ticks and jobs: from the bus or the scheduler to the end of the run. */
class QueuedRunsTest {
  private static final String SOURCE =
      """
      export async function count(event) {
        const tries = await storage.increment('tries');
        if (tries < 3) throw new Error('try ' + tries);
        await storage.increment('done');
        return { id: event.id, type: event.type, total: event.data.total,
                 attempt: context.execution.attempt, by: context.execution.triggeredBy,
                 user: context.user.email };
      }
      export async function never() { throw new Error('always'); }
      export function spin() { for (;;) {} }
      export async function loop(event) {
        await storage.increment('loops');
        await events.publish('ping', {});
      }
      export async function tick(input) {
        await storage.set('last', context.execution.scheduledTime);
        await storage.increment('ticks');
      }
      export async function job(input) {
        await events.publish('order.created', { total: input.total });
        return { doubled: input.total * 2 };
      }
      export async function atomicJob(input) {
        await storage.set('half', 1);
        await events.publish('order.created', { total: 1 });
        throw new Error('after both');
      }
      """;

  @TempDir Path folder;
  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform = new TestPlatform(folder);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void handlerThatFailsTwice_takesEffectOnce_atTheThirdAttempt() {
    deploy(event("counter", "count", "order.created"));
    platform.publish(TestPlatform.ACME, "e-1", "order.created", "{\"total\":7}");
    assertThat(platform.settle()).containsExactly("counter");
    advance(Duration.ofSeconds(5));
    assertThat(platform.settle()).containsExactly("counter");
    advance(Duration.ofSeconds(30));
    assertThat(platform.settle()).containsExactly("counter");
    assertThat(stored("done")).isEqualTo("1");
    RunRecord record = records().getFirst();
    assertThat(record.outcome()).contains(Outcome.OK);
    assertThat(record.attempt()).isEqualTo(3);
    assertThat(record.output())
        .isEqualTo(
            "{\"id\":\"e-1\",\"type\":\"order.created\",\"total\":7,\"attempt\":3,"
                + "\"by\":\"event\",\"user\":\"dep@acme.example\"}");

    platform.publish(TestPlatform.ACME, "e-1", "order.created", "{\"total\":7}");
    assertThat(platform.settle()).containsExactly("counter");
    assertThat(stored("done")).as("a duplicate changes nothing").isEqualTo("1");
  }

  @Test
  void fourthFailure_isADeadLetter_thatCanBeDrivenAgain() {
    deploy(event("never", "never", "x"), event("other", "loop", "y"));
    platform.publish(TestPlatform.ACME, "e-1", "x", "{}");
    for (int attempt = 1; attempt <= 4; attempt++) {
      assertThat(platform.settle()).containsExactly("never");
      advance(Duration.ofMinutes(2));
    }
    assertThat(platform.settle()).isEmpty();
    DeadLetter letter = platform.ports.deadLetters().list(TestPlatform.ACME, 10).getFirst();
    assertThat(letter.attempts()).isEqualTo(4);
    assertThat(letter.outcome()).isEqualTo(Outcome.THREW);
    assertThat(letter.reason()).isEqualTo("Error: always");

    ExecutionId execution = letter.run().execution();
    assertThat(platform.dispatch.queued().redrive(TestPlatform.ACME, execution)).isTrue();
    assertThat(platform.settle()).containsExactly("never");
    assertThat(platform.ports.deadLetters().list(TestPlatform.ACME, 10)).isEmpty();
    assertThat(platform.dispatch.queued().redrive(TestPlatform.ACME, execution)).isFalse();
  }

  @Test
  void everySubscriber_getsItsOwnRun_andPatternsDecide() {
    deploy(
        event("one", "tick", "order.created"),
        event("two", "tick", "order.created"),
        new Script(
            new ScriptName("large"),
            new Script.Event("{\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\",100]}]}}}"),
            Samples.MODULE,
            "tick",
            List.of(),
            false,
            LimitOverrides.NONE));
    platform.publish(TestPlatform.ACME, "e-1", "order.created", "{\"total\":7}");
    assertThat(platform.settle()).containsExactlyInAnyOrder("one", "two");
    platform.publish(TestPlatform.ACME, "e-2", "order.created", "{\"total\":700}");
    assertThat(platform.settle()).containsExactlyInAnyOrder("one", "two", "large");
    platform.publish(TestPlatform.GLOBEX, "e-3", "order.created", "{\"total\":700}");
    assertThat(platform.settle()).isEmpty();
  }

  @Test
  void handlerThatPublishesWhatItHandles_endsAtTheHopLimit_withALineInTheLog() {
    deploy(event("echo", "loop", "ping"));
    platform.publish(TestPlatform.ACME, "e-1", "ping", "{}");
    List<String> ran = platform.settle();
    assertThat(ran).hasSize(9);
    assertThat(stored("loops")).isEqualTo("9");
    assertThat(
            platform
                .ports
                .logs()
                .query(
                    TestPlatform.ACME,
                    Optional.empty(),
                    Optional.empty(),
                    LogLine.Level.ERROR,
                    0,
                    10))
        .singleElement()
        .satisfies(
            line -> assertThat(line.line().message()).contains("8 events have led to this run"));
  }

  @Test
  void cron_firesAtTheLocalTime_overTheChangeOfTheClocks() {
    deploy(Samples.script("daily", TestPlatform.daily(9, "Europe/Berlin"), "tick", false));
    assertThat(platform.settle()).isEmpty();
    // The world begins at noon of 28 March 2026; the clocks change in the night to the 29th.
    advance(Duration.ofHours(18).plusMinutes(59));
    assertThat(platform.settle()).isEmpty();
    advance(Duration.ofMinutes(1));
    assertThat(platform.settle()).containsExactly("daily");
    assertThat(stored("last")).isEqualTo("\"2026-03-29T07:00:00Z\"");
    advance(Duration.ofHours(24));
    assertThat(platform.settle()).containsExactly("daily");
    assertThat(stored("ticks")).isEqualTo("2");
  }

  @Test
  void tickOfAScheduleThatIsNotLive_isDropped() {
    Script old = Samples.script("daily", TestPlatform.daily(9, "UTC"), "tick", false);
    deploy(old);
    platform.deploy(
        TestPlatform.ACME,
        "main",
        Samples.version(
            SOURCE,
            List.of(),
            List.of(Samples.script("daily", TestPlatform.daily(10, "UTC"), "tick", false))));
    advance(Duration.ofDays(1));
    assertThat(platform.settle()).isEmpty();
  }

  @Test
  void job_runsForWhoAskedForIt_andItsEventsReachTheirSubscribers() {
    deploy(
        Samples.script("job", new Script.OneOff(), "job", false),
        event("listener", "tick", "order.created"));
    DirectRuns.Queued queued =
        platform
            .dispatch
            .direct()
            .queue(
                TestPlatform.ACME,
                new DirectRuns.Callee.ByName(new ScriptName("job")),
                "{\"total\":21}",
                Optional.of(TestPlatform.DEPLOYER),
                TriggeredBy.MANUAL);
    assertThat(platform.settle()).containsExactly("job", "listener");
    ExecutionId execution = ((DirectRuns.Queued.As) queued).execution();
    assertThat(platform.ports.runs().get(TestPlatform.ACME, execution).orElseThrow().output())
        .isEqualTo("{\"doubled\":42}");
  }

  @Test
  void cancelledRun_isFinished_andNeverTriedAgain() throws Exception {
    deploy(Samples.script("job", new Script.OneOff(), "spin", false));
    ExecutionId execution =
        ((DirectRuns.Queued.As)
                platform
                    .dispatch
                    .direct()
                    .queue(
                        TestPlatform.ACME,
                        new DirectRuns.Callee.ByName(new ScriptName("job")),
                        "{}",
                        Optional.empty(),
                        TriggeredBy.MANUAL))
            .execution();
    try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
      Future<List<String>> ran = loop.submit(platform::settle);
      while (!ran.isDone()) {
        platform.runner.cancel(execution);
        Thread.onSpinWait();
      }
      assertThat(ran.get()).containsExactly("job");
    }
    assertThat(records().getFirst().outcome()).contains(Outcome.CANCELLED);
    advance(Duration.ofMinutes(10));
    assertThat(platform.settle()).isEmpty();
    assertThat(platform.ports.deadLetters().list(TestPlatform.ACME, 10)).isEmpty();
    assertThat(platform.ports.queue().depth(TestPlatform.ACME)).isZero();
  }

  @Test
  void cancelledRun_isNotTriedAgain_whenTheProcessEndedBeforeItsMark() {
    deploy(Samples.script("job", new Script.OneOff(), "job", false));
    DirectRuns.Queued queued =
        platform
            .dispatch
            .direct()
            .queue(
                TestPlatform.ACME,
                new DirectRuns.Callee.ByName(new ScriptName("job")),
                "{}",
                Optional.empty(),
                TriggeredBy.MANUAL);
    ExecutionId execution = ((DirectRuns.Queued.As) queued).execution();
    platform
        .ports
        .runs()
        .put(
            new RunRecord(
                execution,
                TestPlatform.ACME,
                AppName.MAIN,
                "job",
                Optional.empty(),
                TriggeredBy.MANUAL,
                1,
                TestPlatform.START,
                Optional.of(TestPlatform.START),
                Optional.of(Outcome.CANCELLED),
                "",
                "",
                Optional.empty(),
                Receipt.NOTHING));
    platform.settle();
    assertThat(records().getFirst().outcome()).contains(Outcome.CANCELLED);
    assertThat(records().getFirst().attempt()).isEqualTo(1);
  }

  @Test
  void atomicScriptThatFails_leavesNothing() {
    deploy(
        Samples.script("job", new Script.OneOff(), "atomicJob", true),
        event("listener", "tick", "order.created"));
    platform
        .dispatch
        .direct()
        .queue(
            TestPlatform.ACME,
            new DirectRuns.Callee.ByName(new ScriptName("job")),
            "{}",
            Optional.empty(),
            TriggeredBy.MANUAL);
    assertThat(platform.settle()).containsExactly("job");
    assertThat(platform.ports.storage().get(TestPlatform.ACME, "half")).isEmpty();
  }

  @Test
  void hook_isAnsweredAtOnce() {
    deploy(Samples.script("rule", new Script.Embedded("order.validate"), "job", false));
    var result =
        platform
            .dispatch
            .direct()
            .now(
                TestPlatform.ACME,
                new DirectRuns.Callee.ByHook("order.validate"),
                "{\"total\":4}",
                Optional.empty(),
                TriggeredBy.HOOK);
    assertThat(result.output()).isEqualTo("{\"doubled\":8}");
    assertThat(
            platform
                .dispatch
                .direct()
                .now(
                    TestPlatform.ACME,
                    new DirectRuns.Callee.ByHook("nobody"),
                    "{}",
                    Optional.empty(),
                    TriggeredBy.HOOK)
                .outcome())
        .isEqualTo(Outcome.NOT_FOUND);
  }

  private void deploy(Script... scripts) {
    platform.deploy(
        TestPlatform.ACME, "main", Samples.version(SOURCE, List.of(), List.of(scripts)));
    for (Script script : scripts) {
      platform.schedule(TestPlatform.ACME, "main", script);
    }
  }

  private static Script event(String name, String function, String type) {
    return Samples.script(
        name, new Script.Event("{\"detail-type\":[\"" + type + "\"]}"), function, false);
  }

  private void advance(Duration by) {
    platform.world.clock().advance(by);
  }

  private String stored(String key) {
    return platform
        .ports
        .storage()
        .get(TestPlatform.ACME, key)
        .map(StorageStore.Entry::json)
        .orElse("");
  }

  private List<RunRecord> records() {
    return platform.ports.runs().list(TestPlatform.ACME, Optional.empty(), Optional.empty(), 10);
  }
}
