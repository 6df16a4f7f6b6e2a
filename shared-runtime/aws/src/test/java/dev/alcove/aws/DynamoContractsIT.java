package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Admission;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.Inbox;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.Registry;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.UsageStore;
import dev.alcove.testkit.AdmissionContract;
import dev.alcove.testkit.DeadLettersContract;
import dev.alcove.testkit.InboxContract;
import dev.alcove.testkit.KvCommitContract;
import dev.alcove.testkit.KvHistoryContract;
import dev.alcove.testkit.KvLogContract;
import dev.alcove.testkit.KvPorts;
import dev.alcove.testkit.OutboxContract;
import dev.alcove.testkit.RegistryContract;
import dev.alcove.testkit.RunRecordsContract;
import dev.alcove.testkit.StorageStoreContract;
import dev.alcove.testkit.TestClock;
import dev.alcove.testkit.UsageStoreContract;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Every port on DynamoDB keeps its contract; against DynamoDB Local in a process of its own. */
class DynamoContractsIT {
  private static final Duration SKEW = Duration.ofSeconds(5);

  private @Nullable EmulatedAws aws;

  private EmulatedAws open(TestClock clock) {
    EmulatedAws opened = new EmulatedAws(clock).withTables();
    aws = opened;
    return opened;
  }

  @AfterEach
  void close() {
    requireNonNull(aws, "aws is null").close();
  }

  @Nested
  class OfKvLog extends KvLogContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).kvPorts();
    }
  }

  @Nested
  class OfKvCommit extends KvCommitContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).kvPorts();
    }
  }

  @Nested
  class OfKvHistory extends KvHistoryContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).kvPorts();
    }
  }

  /** Two processes whose clocks differ by 5 s; each call goes to the other one. */
  @Nested
  class OfKvHistoryWithClocksThatDiffer extends KvHistoryContract {
    @Override
    protected KvPorts open(TestClock clock) {
      EmulatedAws opened = DynamoContractsIT.this.open(clock);
      AwsPorts ahead = opened.open(() -> clock.now().plus(SKEW), AwsClients.smallHttp());
      KvPorts ports = opened.kvPorts();
      return new KvPorts(
          new TurnsLog(ports.log(), ahead.ports().kv()),
          ports.storage(),
          ports.outbox(),
          ports.inbox());
    }
  }

  @Nested
  class OfStorageStore extends StorageStoreContract {
    @Override
    protected StorageStore open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().storage();
    }
  }

  @Nested
  class OfOutbox extends OutboxContract {
    @Override
    protected Outbox open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().outbox();
    }
  }

  @Nested
  class OfInbox extends InboxContract {
    @Override
    protected Inbox open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().inbox();
    }
  }

  @Nested
  class OfRunRecords extends RunRecordsContract {
    @Override
    protected RunRecords open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().runs();
    }
  }

  @Nested
  class OfDeadLetters extends DeadLettersContract {
    @Override
    protected DeadLetters open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().deadLetters();
    }
  }

  @Nested
  class OfAdmission extends AdmissionContract {
    @Override
    protected Admission open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().admission();
    }
  }

  @Nested
  class OfRegistry extends RegistryContract {
    @Override
    protected Registry open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().registry();
    }
  }

  @Nested
  class OfUsageStore extends UsageStoreContract {
    @Override
    protected UsageStore open(TestClock clock) {
      return DynamoContractsIT.this.open(clock).ports().usage();
    }
  }
}
