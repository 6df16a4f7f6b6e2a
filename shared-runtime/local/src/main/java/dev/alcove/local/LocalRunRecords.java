package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.RunRecordFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The records of runs. */
final class LocalRunRecords implements RunRecords {
  static final String TABLE =
      """
      CREATE TABLE runs (
        tenant TEXT NOT NULL, time INTEGER NOT NULL, execution TEXT NOT NULL, entry TEXT NOT NULL,
        outcome TEXT NOT NULL, record BLOB NOT NULL,
        PRIMARY KEY (tenant, time, execution)
      ) STRICT\
      """;

  static final String BY_EXECUTION = "CREATE INDEX runs_by_execution ON runs (tenant, execution)";

  static final String BY_ENTRY = "CREATE INDEX runs_by_entry ON runs (tenant, entry, time)";

  static final String BY_TIME = "CREATE INDEX runs_by_time ON runs (time)";

  /** No outcome has this name: the run goes on. */
  private static final String NONE = "";

  private final Database database;

  LocalRunRecords(Database database) {
    this.database = requireNonNull(database, "database is null");
  }

  /** Lost with the power only: a killed process leaves its trace. */
  @Override
  public void put(RunRecord run) {
    Bytes record = RunRecordFormat.write(run);
    database.write(
        Durability.PROCESS,
        sql ->
            sql.update(
                """
                INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
                  entry = excluded.entry, outcome = excluded.outcome, record = excluded.record\
                """,
                run.tenant().value(),
                run.time(),
                run.execution().value(),
                run.entry(),
                run.outcome().map(Outcome::name).orElse(NONE),
                record));
  }

  @Override
  public Optional<RunRecord> get(TenantId tenant, ExecutionId execution) {
    return database.read(
        sql ->
            sql.first(
                """
                SELECT record FROM runs WHERE tenant = ? AND execution = ?
                ORDER BY time DESC LIMIT 1\
                """,
                row -> RunRecordFormat.read(Sql.bytes(row, 1)),
                tenant.value(),
                execution.value()));
  }

  @Override
  public List<RunRecord> list(
      TenantId tenant, Optional<String> entry, Optional<Outcome> outcome, int limit) {
    int most = Pages.limit(limit, MOST_LISTED);
    // An empty filter is the empty text, which is neither an entry nor an outcome.
    String wanted = outcome.map(Outcome::name).orElse(NONE);
    return database.read(
        sql ->
            entry.isPresent()
                ? sql.list(
                    """
                    SELECT record FROM runs
                    WHERE tenant = ?1 AND entry = ?2 AND (?3 = '' OR outcome = ?3)
                    ORDER BY time DESC, execution DESC LIMIT ?4\
                    """,
                    row -> RunRecordFormat.read(Sql.bytes(row, 1)),
                    tenant.value(),
                    entry.get(),
                    wanted,
                    most)
                : sql.list(
                    """
                    SELECT record FROM runs WHERE tenant = ?1 AND (?2 = '' OR outcome = ?2)
                    ORDER BY time DESC, execution DESC LIMIT ?3\
                    """,
                    row -> RunRecordFormat.read(Sql.bytes(row, 1)),
                    tenant.value(),
                    wanted,
                    most));
  }

  /** Removes some of those from before {@code time}. */
  static int removeOld(Sql sql, Instant time, int most) throws SQLException {
    return sql.update(
        "DELETE FROM runs WHERE rowid IN (SELECT rowid FROM runs WHERE time < ? LIMIT ?)",
        time,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "runs", "tenant, time, execution");
  }
}
