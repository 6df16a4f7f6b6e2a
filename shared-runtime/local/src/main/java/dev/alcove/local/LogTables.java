package dev.alcove.local;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Item;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.LogEntryFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants' logs and the items of their logged maps. */
final class LogTables {
  /** One row for each tenant that ever committed; it never goes, so that numbers never repeat. */
  static final String HEADS =
      """
      CREATE TABLE kv_heads (
        tenant TEXT PRIMARY KEY, seq INTEGER NOT NULL, time INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID\
      """;

  /** The times of a tenant's entries never fall, so that what is removed is the beginning. */
  static final String ENTRIES =
      """
      CREATE TABLE kv_log (
        tenant TEXT NOT NULL, seq INTEGER NOT NULL, time INTEGER NOT NULL, entry BLOB NOT NULL,
        PRIMARY KEY (tenant, seq)
      ) STRICT, WITHOUT ROWID\
      """;

  static final String ITEMS =
      """
      CREATE TABLE kv_items (
        tenant TEXT NOT NULL, map TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (tenant, map, key)
      ) STRICT\
      """;

  private LogTables() {}

  static long head(Sql sql, TenantId tenant) throws SQLException {
    return sql.number("SELECT seq FROM kv_heads WHERE tenant = ?", tenant.value()).orElse(0);
  }

  /** The number of the oldest entry that is still there, {@code head + 1} if none is. */
  static long oldest(Sql sql, TenantId tenant, long head) throws SQLException {
    return sql.number(
            "SELECT seq FROM kv_log WHERE tenant = ? ORDER BY seq LIMIT 1", tenant.value())
        .orElse(head + 1);
  }

  static List<Entry> entriesAfter(Sql sql, TenantId tenant, long seq) throws SQLException {
    return sql.list(
        "SELECT entry FROM kv_log WHERE tenant = ? AND seq > ? ORDER BY seq",
        row -> LogEntryFormat.read(Sql.bytes(row, 1)),
        tenant.value(),
        seq);
  }

  /** The number before the first entry that is younger than {@code time}. */
  static long lastUntil(Sql sql, TenantId tenant, Instant time, long head) throws SQLException {
    // From the newest back to the first that is old enough: few, whatever the length of the log.
    return sql.number(
            """
            SELECT seq FROM kv_log WHERE tenant = ? AND time <= ? ORDER BY seq DESC LIMIT 1\
            """,
            tenant.value(),
            time)
        .orElse(oldest(sql, tenant, head) - 1);
  }

  /** Moves the head on by one. */
  static void append(Sql sql, TenantId tenant, long seq, Bytes entry, Instant now)
      throws SQLException {
    sql.update(
        """
        INSERT INTO kv_heads VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET seq = excluded.seq, time = max(time, excluded.time)\
        """,
        tenant.value(),
        seq,
        now);
    sql.update(
        "INSERT INTO kv_log SELECT tenant, seq, time, ? FROM kv_heads WHERE tenant = ?",
        entry,
        tenant.value());
  }

  /** Writes the items of a commit; an empty value deletes. */
  static void write(
      Sql sql, TenantId tenant, long seq, Map<String, Map<Bytes, Optional<Bytes>>> writes)
      throws SQLException {
    for (var map : writes.entrySet()) {
      for (var key : map.getValue().entrySet()) {
        if (key.getValue().isPresent()) {
          sql.update(
              """
              INSERT INTO kv_items VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO UPDATE SET value = excluded.value, seq = excluded.seq\
              """,
              tenant.value(),
              map.getKey(),
              key.getKey(),
              key.getValue().get(),
              seq);
        } else {
          sql.update(
              "DELETE FROM kv_items WHERE tenant = ? AND map = ? AND key = ?",
              tenant.value(),
              map.getKey(),
              key.getKey());
        }
      }
    }
  }

  static Optional<Item> item(Sql sql, TenantId tenant, String map, Bytes key) throws SQLException {
    return sql.first(
        "SELECT key, value, seq FROM kv_items WHERE tenant = ? AND map = ? AND key = ?",
        row -> new Item(Sql.bytes(row, 1), Sql.bytes(row, 2), row.getLong(3)),
        tenant.value(),
        map,
        key);
  }

  static List<Item> items(Sql sql, TenantId tenant, String map, Optional<Bytes> after, int limit)
      throws SQLException {
    Sql.Row<Item> item = row -> new Item(Sql.bytes(row, 1), Sql.bytes(row, 2), row.getLong(3));
    if (after.isEmpty()) {
      return sql.list(
          """
          SELECT key, value, seq FROM kv_items WHERE tenant = ? AND map = ?
          ORDER BY key LIMIT ?\
          """,
          item,
          tenant.value(),
          map,
          limit);
    }
    return sql.list(
        """
        SELECT key, value, seq FROM kv_items WHERE tenant = ? AND map = ? AND key > ?
        ORDER BY key LIMIT ?\
        """,
        item,
        tenant.value(),
        map,
        after.get(),
        limit);
  }

  static List<String> maps(Sql sql, TenantId tenant) throws SQLException {
    return sql.list(
        "SELECT DISTINCT map FROM kv_items WHERE tenant = ?",
        row -> row.getString(1),
        tenant.value());
  }

  /** Removes some of a tenant's entries from before {@code time}, the oldest first. */
  static int removeOld(Sql sql, TenantId tenant, Instant time, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM kv_log WHERE tenant = ?1 AND time < ?2 AND seq IN (
          SELECT seq FROM kv_log WHERE tenant = ?1 ORDER BY seq LIMIT ?3)\
        """,
        tenant.value(),
        time,
        most);
  }

  /** Tenants that have not committed since {@code time} and have entries still. */
  static List<TenantId> quiet(Sql sql, Instant time, int most) throws SQLException {
    return sql.list(
        """
        SELECT tenant FROM kv_heads h
        WHERE time < ? AND EXISTS (SELECT 1 FROM kv_log WHERE tenant = h.tenant) LIMIT ?\
        """,
        row -> new TenantId(row.getString(1)),
        time,
        most);
  }
}
