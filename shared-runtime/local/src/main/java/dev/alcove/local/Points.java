package dev.alcove.local;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog.KeyedPoint;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Items outside the log: keys of point maps, and the storage of scripts. */
final class Points {
  static final String TABLE =
      """
      CREATE TABLE points (
        tenant TEXT NOT NULL, space TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,
        write_id TEXT NOT NULL, expires INTEGER,
        PRIMARY KEY (tenant, space, key)
      ) STRICT\
      """;

  static final String BY_EXPIRY =
      "CREATE INDEX points_by_expiry ON points (expires) WHERE expires IS NOT NULL";

  /** The space of storage; those of maps begin with {@link #MAP}. */
  static final String STORAGE = "storage";

  private static final String MAP = "map:";

  private Points() {}

  static Optional<PointItem> find(Sql sql, TenantId tenant, PointAddress address, Instant now)
      throws SQLException {
    return sql.first(
        """
        SELECT value, write_id, expires FROM points
        WHERE tenant = ? AND space = ? AND key = ? AND (expires IS NULL OR expires > ?)\
        """,
        row -> new PointItem(Sql.bytes(row, 1), row.getString(2), Sql.number(row, 3)),
        tenant.value(),
        space(address),
        key(address),
        now.getEpochSecond());
  }

  static List<KeyedPoint> list(
      Sql sql, TenantId tenant, String map, Optional<Bytes> after, int limit, Instant now)
      throws SQLException {
    // The empty key is behind nothing, so "behind" needs a flag.
    return sql.list(
        """
        SELECT key, value, write_id, expires FROM points
        WHERE tenant = ?1 AND space = ?2 AND key >= ?3 AND (?4 = 0 OR key > ?3)
          AND (expires IS NULL OR expires > ?5)
        ORDER BY key LIMIT ?6\
        """,
        row ->
            new KeyedPoint(
                Sql.bytes(row, 1),
                new PointItem(Sql.bytes(row, 2), row.getString(3), Sql.number(row, 4))),
        tenant.value(),
        MAP + map,
        after.orElse(Bytes.EMPTY),
        after.isPresent() ? 1 : 0,
        now.getEpochSecond(),
        limit);
  }

  static void put(Sql sql, TenantId tenant, PointAddress address, PointItem item)
      throws SQLException {
    sql.update(
        """
        INSERT INTO points VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
          value = excluded.value, write_id = excluded.write_id, expires = excluded.expires\
        """,
        tenant.value(),
        space(address),
        key(address),
        item.value(),
        item.writeId(),
        item.expires());
  }

  static void delete(Sql sql, TenantId tenant, PointAddress address) throws SQLException {
    sql.update(
        "DELETE FROM points WHERE tenant = ? AND space = ? AND key = ?",
        tenant.value(),
        space(address),
        key(address));
  }

  /** Removes some of what has expired. */
  static int removeExpired(Sql sql, Instant now, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM points WHERE rowid IN (
          SELECT rowid FROM points WHERE expires <= ? LIMIT ?)\
        """,
        now.getEpochSecond(),
        most);
  }

  static void eraseMaps(Database database, TenantId tenant) {
    erase(database, tenant, "<>");
  }

  static void eraseStorage(Database database, TenantId tenant) {
    erase(database, tenant, "=");
  }

  private static void erase(Database database, TenantId tenant, String comparison) {
    String some =
        "DELETE FROM points WHERE rowid IN (SELECT rowid FROM points WHERE tenant = ? AND space "
            + comparison
            + " ? LIMIT "
            + Erasure.ROWS
            + ")";
    while (database.write(Durability.POWER, sql -> sql.update(some, tenant.value(), STORAGE))
        == Erasure.ROWS) {
      // There may be more.
    }
  }

  private static String space(PointAddress address) {
    return switch (address) {
      case PointAddress.InMap(String map, Bytes _) -> MAP + map;
      case PointAddress.InStorage _ -> STORAGE;
    };
  }

  private static Bytes key(PointAddress address) {
    return switch (address) {
      case PointAddress.InMap(String _, Bytes key) -> key;
      case PointAddress.InStorage(String key) -> Bytes.utf8(key);
    };
  }
}
