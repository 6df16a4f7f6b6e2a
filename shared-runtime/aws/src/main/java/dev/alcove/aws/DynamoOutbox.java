package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Outbox;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.FormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events that wait for the relay, in a table of their own: its stream calls the relay, and what
 * that leaves, or what is due later, {@link #due} finds by the index. The index lags a little
 * behind the table, so an item may be given that is just being relayed: at least once.
 */
final class DynamoOutbox implements Outbox {
  private static final Condition ABSENT = Condition.of("attribute_not_exists(pk)");
  private static final Condition PRESENT = Condition.of("attribute_exists(pk)");

  private final DynamoTable table;

  DynamoOutbox(DynamoTable table) {
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public void add(OutboxItem item) {
    table.put(OutboxRows.row(item), ABSENT);
  }

  /** An item as the index knows it. */
  private record Waiting(Key key, long due) {}

  @Override
  public List<OutboxItem> due(Instant now, int limit) {
    List<Waiting> waiting = new ArrayList<>();
    for (int lane = 0; lane < OutboxRows.LANES; lane++) {
      waiting.addAll(due(OutboxRows.lane(lane), now, limit));
    }
    waiting.sort(Comparator.comparingLong(Waiting::due));
    List<Key> oldest = waiting.stream().limit(limit).map(Waiting::key).toList();
    return table.get(oldest).stream()
        .filter(row -> row.number(OutboxRows.DUE) <= now.toEpochMilli())
        .sorted(Comparator.comparingLong(row -> row.number(OutboxRows.DUE)))
        .map(this::read)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * What cannot be read must not stop what can: it is taken out of the index and stays in the
   * table, with the reason, for people to look at.
   */
  private Optional<OutboxItem> read(Row row) {
    try {
      return Optional.of(OutboxRows.read(row));
    } catch (FormatException e) {
      table.update(
          new Key(row.text(Row.PK), row.value(Row.SK)),
          "SET refused = :why REMOVE lane",
          PRESENT.value(":why", Row.of(String.valueOf(e.getMessage()))));
      return Optional.empty();
    }
  }

  private List<Waiting> due(String lane, Instant now, int limit) {
    List<Waiting> found = new ArrayList<>();
    table.walk(
        range ->
            range
                .indexName(OutboxRows.BY_DUE)
                .consistentRead(false)
                .keyConditionExpression("lane = :lane AND due <= :now")
                .expressionAttributeValues(
                    Map.of(":lane", Row.of(lane), ":now", Row.of(now.toEpochMilli())))
                .limit(limit),
        row -> {
          found.add(
              new Waiting(Key.of(row.text(Row.PK), row.text(Row.SK)), row.number(OutboxRows.DUE)));
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public void keep(TenantId tenant, String id, List<OutboxItem.Due> remaining) {
    if (remaining.isEmpty()) {
      table.delete(OutboxRows.key(tenant, id));
    } else {
      table.put(OutboxRows.row(new OutboxItem(tenant, id, remaining)), PRESENT);
    }
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(OutboxRows.partition(tenant));
  }
}
