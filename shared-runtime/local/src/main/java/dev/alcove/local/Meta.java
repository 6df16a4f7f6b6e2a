package dev.alcove.local;

import java.sql.SQLException;
import java.util.OptionalLong;

/** Single numbers about the world. */
final class Meta {
  static final String TABLE =
      "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID";

  /** The schema's format number. */
  static final String FORMAT = "format";

  /** How far the clock was moved, microseconds. */
  static final String CLOCK_OFFSET = "clock_offset";

  /** The last stretch that the clock was moved over by hand; in it no tick is left out. */
  static final String MOVED_FROM = "clock_moved_from";

  static final String MOVED_TO = "clock_moved_to";

  private Meta() {}

  static OptionalLong get(Sql sql, String key) throws SQLException {
    return sql.number("SELECT value FROM meta WHERE key = ?", key);
  }

  static void set(Sql sql, String key, long value) throws SQLException {
    sql.update(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        key,
        value);
  }
}
