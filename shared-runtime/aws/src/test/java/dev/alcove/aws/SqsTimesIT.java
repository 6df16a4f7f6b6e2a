package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunQueue.Delivery;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.testkit.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What time does to a message: the queue's own time, in seconds, as short as it has them. */
class SqsTimesIT {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final TenantId ACME = new TenantId("acme");

  private final EmulatedAws aws = new EmulatedAws(new TestClock());
  private final RunQueue queue = aws.ports().queue();

  @BeforeEach
  void open() {
    aws.withQueue();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static QueuedRun run(String id) {
    return new QueuedRun(
        new ScriptRef(ACME, AppName.MAIN, new ScriptName("s")),
        id,
        new ExecutionId(id),
        TriggeredBy.EVENT,
        TestClock.START,
        0,
        "r",
        Optional.empty(),
        "{}");
  }

  private Delivery next(Duration visibility) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < MOST_NANOS) {
      Optional<Delivery> delivery = queue.receive(visibility);
      if (delivery.isPresent()) {
        return delivery.get();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError("the message did not come");
  }

  @Test
  void whatIsNotAcknowledgedComesAgain() {
    queue.send(run("a"), Duration.ZERO);
    assertThat(next(SECOND).receives()).isEqualTo(1);
    Delivery again = next(LONG);
    assertThat(again.run()).isEqualTo(run("a"));
    assertThat(again.receives()).isEqualTo(2);
    assertThat(queue.receive(LONG)).isEmpty();
    assertThat(queue.depth(ACME)).isEqualTo(1);
  }

  @Test
  void aDelayedMessageComesBehindTheOthers() {
    queue.send(run("late"), SECOND.multipliedBy(2));
    queue.send(run("now"), Duration.ZERO);
    assertThat(next(LONG).run()).isEqualTo(run("now"));
    assertThat(next(LONG).run()).isEqualTo(run("late"));
  }

  @Test
  void whatIsPostponedComesAgain() {
    queue.send(run("a"), Duration.ZERO);
    Delivery first = next(LONG);
    queue.postpone(first.handle(), SECOND);
    Delivery second = next(LONG);
    assertThat(second.receives()).isEqualTo(2);
    queue.postpone(second.handle(), Duration.ZERO);
    assertThat(next(LONG).receives()).isEqualTo(3);
  }

  @Test
  void equalRunsAreTwoMessages() {
    queue.send(run("a"), Duration.ZERO);
    queue.send(run("a"), Duration.ZERO);
    Delivery first = next(LONG);
    Delivery second = next(LONG);
    assertThat(first.handle()).isNotEqualTo(second.handle());
    queue.acknowledge(first.handle());
    assertThat(queue.depth(ACME)).isEqualTo(1);
  }
}
