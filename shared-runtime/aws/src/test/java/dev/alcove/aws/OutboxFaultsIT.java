package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Event;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.OutboxItem.Due;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.TestClock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session of the strict tier could write into its own partition. */
class OutboxFaultsIT {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");

  private final EmulatedAws aws = new EmulatedAws(new TestClock());

  @BeforeEach
  void open() {
    aws.withTables();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static OutboxItem item(TenantId tenant, String id) {
    Event event =
        new Event(
            id, tenant, "alcove." + tenant, "t", "{}", 0, "r", TestClock.START, Optional.empty());
    return new OutboxItem(tenant, id, List.of(new Due(event, TestClock.START)));
  }

  private List<OutboxItem> due() {
    return aws.ports().outbox().due(TestClock.START, 10);
  }

  @Test
  void anItemThatNamesAnotherTenantIsSetAsideAndStopsNobody() {
    DynamoTable outbox =
        new DynamoTable(
            aws.clients().dynamo(), aws.settings().outboxTable(), new Pauses(new Random(1)));
    Row forged = OutboxRows.row(item(OTHER, "x"));
    outbox.put(forged.with(Row.PK, OutboxRows.key(ACME, "x").partition()));
    outbox.put(
        OutboxRows.row(item(ACME, "y")).with(OutboxRows.ITEM, dev.alcove.domain.Bytes.EMPTY));
    aws.ports().outbox().add(item(OTHER, "good"));
    assertThat(due()).containsExactly(item(OTHER, "good"));
    assertThat(due()).containsExactly(item(OTHER, "good"));
    assertThat(outbox.get(OutboxRows.key(ACME, "x")).orElseThrow().text(OutboxRows.REFUSED))
        .contains("another tenant");
    assertThat(outbox.get(OutboxRows.key(ACME, "y")).orElseThrow().has(OutboxRows.LANE)).isFalse();
  }
}
