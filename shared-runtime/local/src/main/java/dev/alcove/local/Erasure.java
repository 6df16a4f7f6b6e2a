package dev.alcove.local;

import dev.alcove.domain.TenantId;
import java.util.List;

/** Removes a tenant's rows from tables. */
final class Erasure {
  /** What one step removes; others' commits wait meanwhile. */
  static final int ROWS = 5_000;

  private Erasure() {}

  /**
   * Removes all, some rows at a time.
   *
   * @param key the table's primary key, its columns parted by commas
   */
  static void of(Database database, TenantId tenant, String table, String key) {
    String some =
        "DELETE FROM "
            + table
            + " WHERE ("
            + key
            + ") IN (SELECT "
            + key
            + " FROM "
            + table
            + " WHERE tenant = ? LIMIT "
            + ROWS
            + ")";
    while (database.write(Durability.POWER, sql -> sql.update(some, tenant.value())) == ROWS) {
      // There may be more.
    }
  }

  /** Removes all at once from tables that have a few rows of each tenant. */
  static void small(Sql sql, TenantId tenant, List<String> tables) throws java.sql.SQLException {
    for (String table : tables) {
      sql.update("DELETE FROM " + table + " WHERE tenant = ?", tenant.value());
    }
  }
}
