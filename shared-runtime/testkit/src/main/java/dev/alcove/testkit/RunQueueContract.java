package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunQueue.Delivery;
import dev.alcove.domain.ScriptRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunQueue} does. */
public abstract class RunQueueContract {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final QueuedRun RUN = Samples.run(SCRIPT, 1);

  private TestClock clock;
  private RunQueue queue;

  /** What a queue that somebody else runs may be unable to show in a test of ours. */
  protected enum Beyond {
    /** It lives by its own time, which nobody can move. */
    TIME,
    /** It counts its messages, but not by tenant. */
    DEPTH_BY_TENANT,
    /** It does its best to be fair, but promises no turns. */
    TURNS,
    /** It cannot be searched; what it has of a tenant that is gone is dropped when it comes. */
    SEARCH
  }

  /** An empty queue that lives by {@code clock}. Called once before each test. */
  protected abstract RunQueue open(TestClock clock);

  /** What is shown in another way by the adapter's own tests; these tests end by an assumption. */
  protected Set<Beyond> beyond() {
    return Set.of();
  }

  private void needs(Beyond what) {
    assumeThat(beyond()).doesNotContain(what);
  }

  @BeforeEach
  void openQueue() {
    clock = new TestClock();
    queue = open(clock);
  }

  private Delivery receive() {
    return queue.receive(VISIBILITY).orElseThrow();
  }

  private void assertNothingNow() {
    assertThat(queue.receive(VISIBILITY)).isEmpty();
  }

  @Test
  void deliversWhatWasSentAndHidesIt() {
    needs(Beyond.TIME);
    assertNothingNow();
    queue.send(RUN, Duration.ZERO);
    Delivery delivery = receive();
    assertThat(delivery.run()).isEqualTo(RUN);
    assertThat(delivery.receives()).isEqualTo(1);
    assertNothingNow();
    clock.advance(VISIBILITY.minus(TICK));
    assertNothingNow();
    clock.advance(TICK);
    assertThat(receive().receives()).isEqualTo(2);
  }

  @Test
  void deliversEachOfSeveralThatWereSentTogether() {
    needs(Beyond.TIME);
    QueuedRun theirs = Samples.run(Samples.script(Samples.ACME2, "theirs"), 1);
    queue.sendAll(List.of(), Duration.ZERO);
    queue.sendAll(List.of(RUN, theirs, Samples.run(RUN.script(), 77)), Duration.ofMinutes(1));
    assertNothingNow();
    clock.advance(Duration.ofMinutes(1));
    assertThat(List.of(receive().run(), receive().run(), receive().run()))
        .containsExactlyInAnyOrder(RUN, theirs, Samples.run(RUN.script(), 77));
    assertNothingNow();
  }

  @Test
  void whatIsAcknowledgedIsGone() {
    queue.send(RUN, Duration.ZERO);
    Delivery delivery = receive();
    queue.acknowledge(delivery.handle());
    queue.acknowledge(delivery.handle());
    clock.advance(VISIBILITY.multipliedBy(2));
    assertNothingNow();
    assertThat(queue.depth(ACME)).isZero();
  }

  @Test
  void aDelayedMessageComesWhenItIsDue() {
    needs(Beyond.TIME);
    queue.send(RUN, Duration.ofMinutes(15));
    clock.advance(Duration.ofMinutes(15).minus(TICK));
    assertNothingNow();
    clock.advance(TICK);
    assertThat(receive().run()).isEqualTo(RUN);
  }

  @Test
  void aDelayedMessageDoesNotHoldUpOthers() {
    queue.send(RUN, Duration.ofMinutes(15));
    QueuedRun other = Samples.run(SCRIPT, 2);
    queue.send(other, Duration.ZERO);
    assertThat(receive().run()).isEqualTo(other);
    assertNothingNow();
  }

  @Test
  void postponeShowsItAfterTheDelay() {
    needs(Beyond.TIME);
    queue.send(RUN, Duration.ZERO);
    queue.postpone(receive().handle(), Duration.ofMinutes(2));
    clock.advance(Duration.ofMinutes(2).minus(TICK));
    assertNothingNow();
    clock.advance(TICK);
    Delivery again = receive();
    assertThat(again.run()).isEqualTo(RUN);
    assertThat(again.receives()).isEqualTo(2);
    queue.postpone(again.handle(), Duration.ZERO);
    assertThat(receive().receives()).isEqualTo(3);
  }

  @Test
  void postponingWhatIsGoneDoesNothing() {
    queue.send(RUN, Duration.ZERO);
    Delivery delivery = receive();
    queue.acknowledge(delivery.handle());
    queue.postpone(delivery.handle(), Duration.ZERO);
    assertNothingNow();
  }

  @Test
  void equalRunsAreTwoMessages() {
    needs(Beyond.TIME);
    queue.send(RUN, Duration.ZERO);
    queue.send(RUN, Duration.ZERO);
    Delivery first = receive();
    Delivery second = receive();
    assertThat(first.handle()).isNotEqualTo(second.handle());
    queue.acknowledge(first.handle());
    clock.advance(VISIBILITY);
    assertThat(receive().run()).isEqualTo(RUN);
    assertNothingNow();
  }

  @Test
  void aRunComesBackWithAllThatWasInIt() {
    QueuedRun odd =
        new QueuedRun(
            SCRIPT,
            "cron:2026-03-29T01:30:00Z",
            RUN.execution(),
            RUN.triggeredBy(),
            clock.now().plusNanos(1_000_000),
            8,
            "",
            Optional.empty(),
            "{ \"a\" : \"ü \ud83e\udd8a \\ud83e\", \"n\": 1.50,\n \"big\": \""
                + "x".repeat(100_000)
                + "\" }");
    queue.send(odd, Duration.ZERO);
    assertThat(receive().run()).isEqualTo(odd);
  }

  @Test
  void depthCountsWhatWaitsAndWhatIsWorkedOn() {
    needs(Beyond.DEPTH_BY_TENANT);
    assertThat(queue.depth(ACME)).isZero();
    queue.send(RUN, Duration.ZERO);
    queue.send(RUN, Duration.ofHours(1));
    queue.send(Samples.run(Samples.script(ACME2, "other"), 3), Duration.ZERO);
    assertThat(queue.depth(ACME)).isEqualTo(2);
    assertThat(queue.depth(ACME2)).isEqualTo(1);
    for (Optional<Delivery> next = queue.receive(VISIBILITY);
        next.isPresent();
        next = queue.receive(VISIBILITY)) {
      assertThat(queue.depth(ACME)).isEqualTo(2);
    }
    assertThat(queue.depth(ACME2)).isEqualTo(1);
  }

  @Test
  void aBacklogHoldsUpNoOtherTenant() {
    needs(Beyond.TURNS);
    ScriptRef theirs = Samples.script(ACME2, "theirs");
    for (int i = 0; i < 100; i++) {
      queue.send(Samples.run(SCRIPT, i), Duration.ZERO);
    }
    for (int round = 0; round < 3; round++) {
      queue.send(Samples.run(theirs, 1_000 + round), Duration.ZERO);
      List<ScriptRef> next = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Delivery delivery = receive();
        next.add(delivery.run().script());
        queue.acknowledge(delivery.handle());
      }
      assertThat(next).contains(theirs);
    }
  }

  @Test
  void workersShareTheMessagesWithoutMeeting() {
    int messages = 60;
    for (int i = 0; i < messages; i++) {
      queue.send(Samples.run(i % 2 == 0 ? SCRIPT : Samples.script(ACME2, "s"), i), Duration.ZERO);
    }
    List<List<QueuedRun>> received =
        Race.of(
            4,
            worker ->
                () -> {
                  List<QueuedRun> mine = new ArrayList<>();
                  Optional<Delivery> next = queue.receive(VISIBILITY);
                  while (next.isPresent()) {
                    mine.add(next.get().run());
                    queue.acknowledge(next.get().handle());
                    next = queue.receive(VISIBILITY);
                  }
                  return mine;
                });
    assertThat(received.stream().flatMap(List::stream)).hasSize(messages).doesNotHaveDuplicates();
    assertThat(queue.depth(ACME) + queue.depth(ACME2)).isZero();
  }

  @Test
  void erasesOneTenantOnly() {
    needs(Beyond.SEARCH);
    queue.send(RUN, Duration.ZERO);
    queue.send(Samples.run(Samples.script(Samples.ACME2, "theirs"), 1), Duration.ZERO);
    queue.erase(ACME);
    queue.erase(ACME);
    assertThat(queue.depth(ACME)).isZero();
    assertThat(receive().run().script().tenant()).isEqualTo(Samples.ACME2);
    assertNothingNow();
  }
}
