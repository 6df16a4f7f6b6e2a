package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Clock;
import dev.alcove.domain.Inbox;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;

/** The events that took effect already. */
final class DynamoInbox implements Inbox {
  private final DynamoTable table;
  private final Clock clock;

  DynamoInbox(DynamoTable table, Clock clock) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public boolean contains(ScriptRef script, String eventId) {
    long now = clock.now().getEpochSecond();
    return table.get(InboxRows.key(script, eventId)).filter(row -> !row.expired(now)).isPresent();
  }

  @Override
  public void mark(InboxMark mark) {
    table.put(InboxRows.row(mark));
  }

  @Override
  public void forget(ScriptRef script, String eventId) {
    table.delete(InboxRows.key(script, eventId));
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(Partitions.inbox(tenant));
  }
}
