package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.OutboxItemFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Events that wait for the relay. */
final class LocalOutbox implements Outbox {
  static final String TABLE =
      """
      CREATE TABLE outbox (
        tenant TEXT NOT NULL, id TEXT NOT NULL, due INTEGER NOT NULL, item BLOB NOT NULL,
        PRIMARY KEY (tenant, id)
      ) STRICT\
      """;

  static final String BY_DUE = "CREATE INDEX outbox_by_due ON outbox (due)";

  private final Database database;
  private final Signals signals;

  LocalOutbox(Database database, Signals signals) {
    this.database = requireNonNull(database, "database is null");
    this.signals = requireNonNull(signals, "signals is null");
  }

  /** An item as it is stored. */
  record Stored(String tenant, String id, Instant due, Bytes item) {
    static Stored of(OutboxItem item) {
      return new Stored(
          item.tenant().value(), item.id(), item.nextDue(), OutboxItemFormat.write(item));
    }

    void insert(Sql sql) throws SQLException {
      sql.update(
          "INSERT INTO outbox VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", tenant, id, due, item);
    }
  }

  @Override
  public void add(OutboxItem item) {
    Stored stored = Stored.of(item);
    database.write(
        Durability.POWER,
        sql -> {
          stored.insert(sql);
          return true;
        });
    signals.raise();
  }

  @Override
  public List<OutboxItem> due(Instant now, int limit) {
    return database.read(
        sql ->
            sql.list(
                "SELECT item FROM outbox WHERE due <= ? ORDER BY due, rowid LIMIT ?",
                row -> OutboxItemFormat.read(Sql.bytes(row, 1)),
                now,
                limit));
  }

  /** Lost with the power this is done again, which "at least once" allows. */
  @Override
  public void keep(TenantId tenant, String id, List<OutboxItem.Due> remaining) {
    if (remaining.isEmpty()) {
      database.write(
          Durability.PROCESS,
          sql -> sql.update("DELETE FROM outbox WHERE tenant = ? AND id = ?", tenant.value(), id));
      return;
    }
    Stored stored = Stored.of(new OutboxItem(tenant, id, remaining));
    database.write(
        Durability.PROCESS,
        sql ->
            sql.update(
                "UPDATE outbox SET due = ?, item = ? WHERE tenant = ? AND id = ?",
                stored.due(),
                stored.item(),
                tenant.value(),
                id));
  }

  static OptionalLong nextDue(Sql sql) throws SQLException {
    return sql.number("SELECT min(due) FROM outbox");
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "outbox", "tenant, id");
  }
}
