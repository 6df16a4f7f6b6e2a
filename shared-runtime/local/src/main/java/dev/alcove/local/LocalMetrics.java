package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Metrics;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counters of what each entry used, by day (UTC) and outcome, and the scripts' own metrics. */
public final class LocalMetrics implements Metrics {
  static final String RUNS =
      """
      CREATE TABLE usage (
        tenant TEXT NOT NULL, day INTEGER NOT NULL, app TEXT NOT NULL, entry TEXT NOT NULL,
        outcome TEXT NOT NULL, runs INTEGER NOT NULL, wall_micros INTEGER NOT NULL,
        cpu_micros INTEGER NOT NULL, allocated_bytes INTEGER NOT NULL, bytes_in INTEGER NOT NULL,
        bytes_out INTEGER NOT NULL,
        PRIMARY KEY (tenant, day, app, entry, outcome)
      ) STRICT, WITHOUT ROWID\
      """;

  static final String VALUES =
      """
      CREATE TABLE script_metrics (
        id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, app TEXT NOT NULL,
        entry TEXT NOT NULL, time INTEGER NOT NULL, data TEXT NOT NULL
      ) STRICT\
      """;

  static final String VALUES_BY_TENANT =
      "CREATE INDEX script_metrics_by_tenant ON script_metrics (tenant)";

  private static final int MOST_WAITING = 20_000;

  private final Database database;
  private final Clock clock;
  private final Backlog<Fact> backlog;

  LocalMetrics(Database database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.backlog = new Backlog<>(database, MOST_WAITING, LocalMetrics::insert);
  }

  /**
   * What the runs of one entry used on one day, those with one outcome.
   *
   * @param day in UTC
   */
  public record Usage(
      LocalDate day,
      AppName app,
      String entry,
      Outcome outcome,
      long runs,
      long wallMicros,
      long cpuMicros,
      long allocatedBytes,
      long bytesIn,
      long bytesOut) {
    public Usage {
      requireNonNull(day, "day is null");
      requireNonNull(app, "app is null");
      requireNonNull(entry, "entry is null");
      requireNonNull(outcome, "outcome is null");
    }
  }

  /**
   * A metric that a script published.
   *
   * @param data the JSON object it gave
   */
  public record ScriptMetric(AppName app, String entry, Instant time, String data) {
    public ScriptMetric {
      requireNonNull(app, "app is null");
      requireNonNull(entry, "entry is null");
      requireNonNull(time, "time is null");
      requireNonNull(data, "data is null");
    }
  }

  private record Counter(
      TenantId tenant, LocalDate day, AppName app, String entry, Outcome outcome) {}

  private record Sums(
      long runs,
      long wallMicros,
      long cpuMicros,
      long allocatedBytes,
      long bytesIn,
      long bytesOut) {
    static Sums of(Receipt receipt) {
      return new Sums(
          1,
          receipt.wallMicros(),
          receipt.cpuMicros(),
          receipt.allocatedBytes(),
          receipt.bytesIn(),
          receipt.bytesOut());
    }

    Sums plus(Sums other) {
      return new Sums(
          runs + other.runs,
          wallMicros + other.wallMicros,
          cpuMicros + other.cpuMicros,
          allocatedBytes + other.allocatedBytes,
          bytesIn + other.bytesIn,
          bytesOut + other.bytesOut);
    }
  }

  private sealed interface Fact {
    record Run(Counter counter, Sums sums) implements Fact {}

    record Value(TenantId tenant, ScriptMetric metric) implements Fact {}
  }

  @Override
  public void run(TenantId tenant, AppName app, String entry, Outcome outcome, Receipt receipt) {
    LocalDate day = clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
    backlog.add(new Fact.Run(new Counter(tenant, day, app, entry, outcome), Sums.of(receipt)));
  }

  @Override
  public void script(TenantId tenant, AppName app, String entry, String data) {
    backlog.add(new Fact.Value(tenant, new ScriptMetric(app, entry, clock.now(), data)));
  }

  /** What a tenant used from one day to another, both included. */
  public List<Usage> usage(TenantId tenant, LocalDate from, LocalDate to) {
    flush();
    return database.read(
        sql ->
            sql.list(
                """
                SELECT day, app, entry, outcome, runs, wall_micros, cpu_micros, allocated_bytes,
                  bytes_in, bytes_out
                FROM usage WHERE tenant = ? AND day BETWEEN ? AND ?
                ORDER BY day, app, entry, outcome\
                """,
                LocalMetrics::usage,
                tenant.value(),
                from.toEpochDay(),
                to.toEpochDay()));
  }

  private static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        LocalDate.ofEpochDay(row.getLong(1)),
        new AppName(row.getString(2)),
        row.getString(3),
        Outcome.valueOf(row.getString(4)),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10));
  }

  /** The newest metrics that a tenant's scripts published, the newest first. */
  public List<ScriptMetric> newest(TenantId tenant, int limit) {
    flush();
    return database.read(
        sql ->
            sql.list(
                """
                SELECT app, entry, time, data FROM script_metrics WHERE tenant = ?
                ORDER BY id DESC LIMIT ?\
                """,
                row ->
                    new ScriptMetric(
                        new AppName(row.getString(1)),
                        row.getString(2),
                        Micros.instant(row.getLong(3)),
                        row.getString(4)),
                tenant.value(),
                limit));
  }

  /** Waits until all that was counted is in the file. */
  void flush() {
    backlog.flush();
  }

  private static void insert(Sql sql, List<Fact> facts) throws SQLException {
    Map<Counter, Sums> counters = new LinkedHashMap<>();
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Run(Counter counter, Sums one) -> counters.merge(counter, one, Sums::plus);
        case Fact.Value(TenantId tenant, ScriptMetric metric) ->
            sql.update(
                """
                INSERT INTO script_metrics (tenant, app, entry, time, data)
                VALUES (?, ?, ?, ?, ?)\
                """,
                tenant.value(),
                metric.app().value(),
                metric.entry(),
                metric.time(),
                metric.data());
      }
    }
    for (Map.Entry<Counter, Sums> counter : counters.entrySet()) {
      add(sql, counter.getKey(), counter.getValue());
    }
  }

  private static void add(Sql sql, Counter counter, Sums sums) throws SQLException {
    sql.update(
        """
        INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
          runs = runs + excluded.runs,
          wall_micros = wall_micros + excluded.wall_micros,
          cpu_micros = cpu_micros + excluded.cpu_micros,
          allocated_bytes = allocated_bytes + excluded.allocated_bytes,
          bytes_in = bytes_in + excluded.bytes_in,
          bytes_out = bytes_out + excluded.bytes_out\
        """,
        counter.tenant().value(),
        counter.day().toEpochDay(),
        counter.app().value(),
        counter.entry(),
        counter.outcome().name(),
        sums.runs(),
        sums.wallMicros(),
        sums.cpuMicros(),
        sums.allocatedBytes(),
        sums.bytesIn(),
        sums.bytesOut());
  }

  /** Removes some of the scripts' metrics from before {@code time}; the counters stay. */
  static int removeOld(Sql sql, Instant time, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM script_metrics WHERE time < ? AND id IN (
          SELECT id FROM script_metrics ORDER BY id LIMIT ?)\
        """,
        time,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    flush();
    Erasure.of(database, tenant, "usage", "tenant, day, app, entry, outcome");
    Erasure.of(database, tenant, "script_metrics", "id");
  }
}
