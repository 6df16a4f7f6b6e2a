package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Outcome;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Usage;
import dev.alcove.domain.UsageStore;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The days' sums, one row for each number, written behind the callers' backs. */
final class LocalUsage implements UsageStore {
  static final String TABLE =
      """
      CREATE TABLE usage_days (
        tenant TEXT NOT NULL, day INTEGER NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL,
        PRIMARY KEY (tenant, day, name)
      ) STRICT, WITHOUT ROWID\
      """;

  private static final int MOST_WAITING = 10_000;
  private static final String RUNS = "runs:";
  private static final String WALL = "wall_micros";
  private static final String CPU = "cpu_micros";
  private static final String ALLOCATED = "allocated_bytes";
  private static final String HOST_CALLS = "host_calls";
  private static final String EVENTS = "events";

  private final Database database;
  private final Backlog<Sum> backlog;

  LocalUsage(Database database) {
    this.database = requireNonNull(database, "database is null");
    this.backlog = new Backlog<>(database, MOST_WAITING, LocalUsage::insert);
  }

  private record Sum(TenantId tenant, LocalDate day, Usage more) {}

  /** One number of a day. */
  private record Amount(LocalDate day, String name, long amount) {}

  @Override
  public void add(TenantId tenant, LocalDate day, Usage more) {
    if (!backlog.add(new Sum(tenant, day, more))) {
      throw new IllegalStateException("too much usage waits for the disk");
    }
  }

  private static void insert(Sql sql, List<Sum> sums) throws SQLException {
    for (Sum sum : sums) {
      insert(sql, sum);
    }
  }

  private static void insert(Sql sql, Sum sum) throws SQLException {
    for (Map.Entry<String, Long> number : numbers(sum.more()).entrySet()) {
      sql.update(
          """
          INSERT INTO usage_days VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET amount = amount + excluded.amount\
          """,
          sum.tenant().value(),
          sum.day().toEpochDay(),
          number.getKey(),
          number.getValue());
    }
  }

  private static Map<String, Long> numbers(Usage usage) {
    TreeMap<String, Long> numbers = new TreeMap<>();
    usage.runs().forEach((outcome, count) -> numbers.put(RUNS + outcome.name(), count));
    numbers.put(WALL, usage.wallMicros());
    numbers.put(CPU, usage.cpuMicros());
    numbers.put(ALLOCATED, usage.allocatedBytes());
    numbers.put(HOST_CALLS, usage.hostCalls());
    numbers.put(EVENTS, usage.events());
    return numbers;
  }

  /** Sees all that was added before. */
  @Override
  public SortedMap<LocalDate, Usage> list(TenantId tenant, LocalDate from, LocalDate to) {
    flush();
    TreeMap<LocalDate, TreeMap<String, Long>> days = new TreeMap<>();
    for (Amount number :
        database.read(
            sql ->
                sql.list(
                    """
                    SELECT day, name, amount FROM usage_days
                    WHERE tenant = ?1 AND day IN (
                      SELECT DISTINCT day FROM usage_days
                      WHERE tenant = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day LIMIT ?4)\
                    """,
                    row ->
                        new Amount(
                            LocalDate.ofEpochDay(row.getLong(1)), row.getString(2), row.getLong(3)),
                    tenant.value(),
                    from.toEpochDay(),
                    to.toEpochDay(),
                    MOST_DAYS))) {
      days.computeIfAbsent(number.day(), _ -> new TreeMap<>()).put(number.name(), number.amount());
    }
    TreeMap<LocalDate, Usage> usage = new TreeMap<>();
    days.forEach((day, numbers) -> usage.put(day, usage(numbers)));
    return Collections.unmodifiableSortedMap(usage);
  }

  private static Usage usage(Map<String, Long> numbers) {
    TreeMap<Outcome, Long> runs = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      Long count = numbers.get(RUNS + outcome.name());
      if (count != null) {
        runs.put(outcome, count);
      }
    }
    return new Usage(
        runs,
        numbers.getOrDefault(WALL, 0L),
        numbers.getOrDefault(CPU, 0L),
        numbers.getOrDefault(ALLOCATED, 0L),
        numbers.getOrDefault(HOST_CALLS, 0L),
        numbers.getOrDefault(EVENTS, 0L));
  }

  /** Waits until all that was added is in the file. */
  void flush() {
    backlog.flush();
  }

  @Override
  public void erase(TenantId tenant) {
    flush();
    Erasure.of(database, tenant, "usage_days", "tenant, day, name");
  }
}
