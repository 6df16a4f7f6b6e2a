package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Admission;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.Event;
import dev.alcove.domain.EventBus;
import dev.alcove.domain.Inbox;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.Registry;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.UsageStore;
import dev.alcove.local.LocalBus.Taken;
import dev.alcove.testkit.AdmissionContract;
import dev.alcove.testkit.CodeStoreContract;
import dev.alcove.testkit.DeadLettersContract;
import dev.alcove.testkit.EventBusContract;
import dev.alcove.testkit.InboxContract;
import dev.alcove.testkit.KvCommitContract;
import dev.alcove.testkit.KvHistoryContract;
import dev.alcove.testkit.KvLogContract;
import dev.alcove.testkit.KvPorts;
import dev.alcove.testkit.LogStoreContract;
import dev.alcove.testkit.OutboxContract;
import dev.alcove.testkit.RegistryContract;
import dev.alcove.testkit.RunQueueContract;
import dev.alcove.testkit.RunRecordsContract;
import dev.alcove.testkit.SchedulerContract;
import dev.alcove.testkit.StorageStoreContract;
import dev.alcove.testkit.TestClock;
import dev.alcove.testkit.UsageStoreContract;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every port of the embedded world keeps its contract. */
class ContractsTest {
  private static final int MOST = 1_000;

  @TempDir Path folder;

  private @Nullable LocalWorld world;

  private LocalWorld open(TestClock clock) {
    LocalWorld opened = LocalWorld.open(folder, clock::now);
    world = opened;
    return opened;
  }

  private LocalWorld world() {
    return requireNonNull(world, "world is null");
  }

  private KvPorts kvPorts(TestClock clock) {
    LocalWorld opened = open(clock);
    return new KvPorts(opened.kvLog(), opened.storage(), opened.outbox(), opened.inbox());
  }

  @AfterEach
  void close() {
    world().close();
  }

  @Nested
  class OfKvLog extends KvLogContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return kvPorts(clock);
    }
  }

  @Nested
  class OfKvCommit extends KvCommitContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return kvPorts(clock);
    }
  }

  @Nested
  class OfKvHistory extends KvHistoryContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return kvPorts(clock);
    }
  }

  @Nested
  class OfStorageStore extends StorageStoreContract {
    @Override
    protected StorageStore open(TestClock clock) {
      return ContractsTest.this.open(clock).storage();
    }
  }

  @Nested
  class OfOutbox extends OutboxContract {
    @Override
    protected Outbox open(TestClock clock) {
      return ContractsTest.this.open(clock).outbox();
    }
  }

  @Nested
  class OfInbox extends InboxContract {
    @Override
    protected Inbox open(TestClock clock) {
      return ContractsTest.this.open(clock).inbox();
    }
  }

  @Nested
  class OfEventBus extends EventBusContract {
    @Override
    protected EventBus open(TestClock clock) {
      return ContractsTest.this.open(clock).bus();
    }

    @Override
    protected List<Event> arrived() {
      List<Taken> taken = world().bus().take(MOST);
      world().bus().done(taken.stream().map(Taken::id).toList());
      return taken.stream().map(Taken::event).toList();
    }
  }

  @Nested
  class OfRunQueue extends RunQueueContract {
    @Override
    protected RunQueue open(TestClock clock) {
      return ContractsTest.this.open(clock).queue();
    }
  }

  @Nested
  class OfScheduler extends SchedulerContract {
    @Override
    protected Scheduler open(TestClock clock) {
      return ContractsTest.this.open(clock).scheduler();
    }

    @Override
    protected List<Scheduler.Tick> ticks() {
      List<Scheduler.Tick> ticks = world().scheduler().dueTicks(world().clock().now(), MOST);
      ticks.forEach(world().scheduler()::fired);
      return ticks;
    }
  }

  @Nested
  class OfRunRecords extends RunRecordsContract {
    @Override
    protected RunRecords open(TestClock clock) {
      return ContractsTest.this.open(clock).runs();
    }
  }

  @Nested
  class OfDeadLetters extends DeadLettersContract {
    @Override
    protected DeadLetters open(TestClock clock) {
      return ContractsTest.this.open(clock).deadLetters();
    }
  }

  @Nested
  class OfLogStore extends LogStoreContract {
    @Override
    protected LogStore open(TestClock clock) {
      return ContractsTest.this.open(clock).logs();
    }
  }

  @Nested
  class OfUsageStore extends UsageStoreContract {
    @Override
    protected UsageStore open(TestClock clock) {
      return ContractsTest.this.open(clock).usage();
    }
  }

  @Nested
  class OfAdmission extends AdmissionContract {
    @Override
    protected Admission open(TestClock clock) {
      return ContractsTest.this.open(clock).admission();
    }
  }

  @Nested
  class OfRegistry extends RegistryContract {
    @Override
    protected Registry open(TestClock clock) {
      return ContractsTest.this.open(clock).registry();
    }
  }

  @Nested
  class OfCodeStore extends CodeStoreContract {
    @Override
    protected CodeStore open(TestClock clock) {
      return ContractsTest.this.open(clock).code();
    }
  }
}
