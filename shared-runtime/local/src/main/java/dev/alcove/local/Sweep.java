package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Removes what is kept for a time only, a little of each table at a time. */
final class Sweep {
  /** How long run records, log lines, dead letters and scripts' metrics are kept. */
  static final Duration KEPT = Duration.ofDays(14);

  /** How long code stays that nothing names: a deploy writes it first and names it last. */
  static final Duration UNUSED_CODE_KEPT = Duration.ofDays(7);

  /** The rows of a table that one step removes; others' commits wait meanwhile. */
  private static final int ROWS = 500;

  private static final int TENANTS = 20;

  private final Database database;

  Sweep(Database database) {
    this.database = requireNonNull(database, "database is null");
  }

  private interface Step {
    int remove(Sql sql) throws SQLException;
  }

  /** How many rows went; while it is not 0 there may be more. */
  int once(Instant now) {
    Instant old = now.minus(KEPT);
    List<Step> steps =
        List.of(
            sql -> LocalRunRecords.removeOld(sql, old, ROWS),
            sql -> LocalLogs.removeOld(sql, old, ROWS),
            sql -> LocalDeadLetters.removeOld(sql, old, ROWS),
            sql -> LocalMetrics.removeOld(sql, old, ROWS),
            sql -> Points.removeExpired(sql, now, ROWS),
            sql -> LocalInbox.removeExpired(sql, now, ROWS),
            sql -> LocalAdmission.removeExpired(sql, now, ROWS),
            sql -> LocalCode.removeUnused(sql, now.minus(UNUSED_CODE_KEPT), ROWS),
            sql -> quietLogs(sql, now.minusSeconds(KvLog.ENTRY_TTL_SECONDS)));
    int removed = 0;
    for (Step step : steps) {
      removed += database.write(Durability.PROCESS, step::remove);
    }
    return removed;
  }

  /** Of the tenants that still commit, the commits remove the old entries. */
  private static int quietLogs(Sql sql, Instant time) throws SQLException {
    int removed = 0;
    for (TenantId tenant : LogTables.quiet(sql, time, TENANTS)) {
      removed += LogTables.removeOld(sql, tenant, time, ROWS);
    }
    return removed;
  }
}
