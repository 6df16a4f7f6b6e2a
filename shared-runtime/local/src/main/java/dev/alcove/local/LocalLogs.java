package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Clock;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.LogLineFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log lines, written behind the runs' backs. What is lost is said in the tenant's own log. */
final class LocalLogs implements LogStore {
  static final String TABLE =
      """
      CREATE TABLE logs (
        position INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, entry TEXT NOT NULL,
        execution TEXT NOT NULL, level INTEGER NOT NULL, time INTEGER NOT NULL, line BLOB NOT NULL
      ) STRICT\
      """;

  static final String BY_TENANT = "CREATE INDEX logs_by_tenant ON logs (tenant)";

  static final String BY_EXECUTION = "CREATE INDEX logs_by_execution ON logs (tenant, execution)";

  /** About 10 MB of ordinary lines. */
  static final int MOST_WAITING = 20_000;

  private final Database database;
  private final Clock clock;
  private final Backlog<LogLine> backlog;
  private final Map<TenantId, Dropped> dropped = new LinkedHashMap<>(); // guarded by itself

  LocalLogs(Database database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.backlog = new Backlog<>(database, MOST_WAITING, LocalLogs::insert);
  }

  /** How many lines of a tenant found no room, and the last of them. */
  private record Dropped(long count, LogLine last) {}

  @Override
  public void append(List<LogLine> lines) {
    sayDropped();
    for (LogLine line : lines) {
      if (!backlog.add(line)) {
        drop(line);
      }
    }
  }

  private void drop(LogLine line) {
    synchronized (dropped) {
      dropped.merge(
          line.tenant(),
          new Dropped(1, line),
          (before, one) -> new Dropped(before.count() + 1, one.last()));
    }
  }

  private void sayDropped() {
    synchronized (dropped) {
      dropped.values().removeIf(some -> backlog.add(notice(some)));
    }
  }

  private LogLine notice(Dropped some) {
    LogLine last = some.last();
    return new LogLine(
        clock.now(),
        last.tenant(),
        last.app(),
        last.entry(),
        last.execution(),
        LogLine.Level.WARN,
        some.count() + " log lines were dropped: more came than could be written.",
        "",
        "",
        "{}");
  }

  private static void insert(Sql sql, List<LogLine> lines) throws SQLException {
    for (LogLine line : lines) {
      insert(sql, line);
    }
  }

  private static void insert(Sql sql, LogLine line) throws SQLException {
    sql.update(
        """
        INSERT INTO logs (tenant, entry, execution, level, time, line)
        VALUES (?, ?, ?, ?, ?, ?)\
        """,
        line.tenant().value(),
        line.entry(),
        line.execution().value(),
        rank(line.level()),
        line.time(),
        LogLineFormat.write(line));
  }

  /** Sees all lines that were appended before. */
  @Override
  public List<Positioned> query(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      long after,
      int limit) {
    return lines(tenant, entry, execution, least, after, limit, "ASC");
  }

  /** Sees all lines that were appended before. */
  @Override
  public List<Positioned> last(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      int limit) {
    return lines(tenant, entry, execution, least, 0, limit, "DESC").reversed();
  }

  private List<Positioned> lines(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      long after,
      int limit,
      String order) {
    int most = Pages.limit(limit, MOST_LINES);
    flush();
    // An empty filter is the empty text: entries and executions have names. Each has its index.
    String ofExecution = execution.isPresent() ? "execution = ?5" : "?5 = ''";
    return database.read(
        sql ->
            sql.list(
                """
                SELECT position, line FROM logs
                WHERE tenant = ?1 AND position > ?2 AND level >= ?3
                  AND (?4 = '' OR entry = ?4) AND %s
                ORDER BY position %s LIMIT ?6\
                """
                    .formatted(ofExecution, order),
                LocalLogs::positioned,
                tenant.value(),
                after,
                rank(least),
                entry.orElse(""),
                execution.map(ExecutionId::value).orElse(""),
                most));
  }

  private static Positioned positioned(ResultSet row) throws SQLException {
    return new Positioned(row.getLong(1), LogLineFormat.read(Sql.bytes(row, 2)));
  }

  @Override
  public long newest() {
    flush();
    return database.read(sql -> sql.number("SELECT max(position) FROM logs")).orElse(0);
  }

  /** Waits until all lines that were appended are in the file. */
  void flush() {
    sayDropped();
    backlog.flush();
  }

  private static int rank(LogLine.Level level) {
    return switch (level) {
      case DEBUG -> 1;
      case INFO -> 2;
      case WARN -> 3;
      case ERROR -> 4;
    };
  }

  /** Removes some of those from before {@code time}: positions grow with it. */
  static int removeOld(Sql sql, Instant time, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM logs WHERE time < ? AND position IN (
          SELECT position FROM logs ORDER BY position LIMIT ?)\
        """,
        time,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    synchronized (dropped) {
      dropped.remove(tenant);
    }
    flush();
    Erasure.of(database, tenant, "logs", "position");
  }
}
