package dev.alcove.aws;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.Event;
import dev.alcove.domain.EventBus;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.Scheduler;
import dev.alcove.testkit.CodeStoreContract;
import dev.alcove.testkit.EventBusContract;
import dev.alcove.testkit.LogStoreContract;
import dev.alcove.testkit.RunQueueContract;
import dev.alcove.testkit.SchedulerContract;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.EventFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The ports on the other services keep their contracts; against moto's server. */
class ServiceContractsIT {
  private @Nullable EmulatedAws opened;

  private EmulatedAws aws(TestClock clock) {
    EmulatedAws fresh = new EmulatedAws(clock);
    opened = fresh;
    return fresh;
  }

  private EmulatedAws aws() {
    return requireNonNull(opened, "opened is null");
  }

  @AfterEach
  void close() {
    aws().close();
  }

  @Nested
  class OfCodeStore extends CodeStoreContract {
    @Override
    protected CodeStore open(TestClock clock) {
      return aws(clock).withBucket().ports().code();
    }
  }

  @Nested
  class OfEventBus extends EventBusContract {
    @Override
    protected EventBus open(TestClock clock) {
      return aws(clock).withBus().ports().bus();
    }

    @Override
    protected List<Event> arrived() {
      return aws().drained().stream().map(Bytes::utf8).map(EventFormat::read).toList();
    }
  }

  /** What time does to a message, {@link SqsTimesIT} shows; how SQS takes turns, nobody can. */
  @Nested
  class OfRunQueue extends RunQueueContract {
    @Override
    protected RunQueue open(TestClock clock) {
      return aws(clock).withQueue().ports().queue();
    }

    @Override
    protected Set<Beyond> beyond() {
      return EnumSet.allOf(Beyond.class);
    }
  }

  @Nested
  class OfScheduler extends SchedulerContract {
    @Override
    protected Scheduler open(TestClock clock) {
      return aws(clock).withScheduleGroup().ports().scheduler();
    }

    @Override
    protected List<Scheduler.Tick> ticks() {
      return abort("Nobody can move EventBridge in time; AwsCronTest shows when it fires.");
    }
  }

  @Nested
  class OfLogStore extends LogStoreContract {
    @Override
    protected LogStore open(TestClock clock) {
      return aws(clock).withTables().withLogGroup().ports().logs();
    }

    @Override
    protected void settle() {
      aws().shipLines();
    }
  }
}
