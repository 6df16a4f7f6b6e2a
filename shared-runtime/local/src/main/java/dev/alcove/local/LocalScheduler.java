package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.ScheduleFormat;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * The schedules, each with the time of its next tick. A loop asks for the {@linkplain #dueTicks
 * ticks that are due}, hands each to dispatch and then says that it has {@linkplain #fired fired}.
 *
 * <p>Of the ticks that came due while nobody asked (the process was down, the laptop asleep) a
 * schedule gets the latest only. Of those that the clock was moved over by hand it gets every one.
 * Thread-safe.
 */
public final class LocalScheduler implements Scheduler {
  static final String TABLE =
      """
      CREATE TABLE schedules (
        tenant TEXT NOT NULL, name TEXT NOT NULL, next INTEGER, schedule BLOB NOT NULL,
        PRIMARY KEY (tenant, name)
      ) STRICT\
      """;

  static final String BY_NEXT =
      "CREATE INDEX schedules_by_next ON schedules (next) WHERE next IS NOT NULL";

  /** A loop that is behind by less than this is slow, not away. */
  private static final Duration SLOW = Duration.ofMinutes(10);

  private final Database database;
  private final Clock clock;
  private final Signals signals;

  LocalScheduler(Database database, Clock clock, Signals signals) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.signals = requireNonNull(signals, "signals is null");
  }

  @Override
  public void create(Schedule schedule) {
    Bytes stored = ScheduleFormat.write(schedule);
    OptionalLong next = micros(schedule.cron().next(clock.now()));
    database.write(
        Durability.POWER,
        sql ->
            sql.update(
                "INSERT INTO schedules VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                schedule.script().tenant().value(),
                schedule.name(),
                next,
                stored));
    signals.raise();
  }

  @Override
  public void delete(TenantId tenant, String name) {
    database.write(
        Durability.POWER,
        sql ->
            sql.update(
                "DELETE FROM schedules WHERE tenant = ? AND name = ?", tenant.value(), name));
  }

  @Override
  public List<Schedule> list(TenantId tenant) {
    return database.read(
        sql ->
            sql.list(
                "SELECT schedule FROM schedules WHERE tenant = ? ORDER BY name",
                row -> ScheduleFormat.read(Sql.bytes(row, 1)),
                tenant.value()));
  }

  /**
   * The ticks that are due and have not fired, all schedules in the order of time. The same ticks
   * are given again until they have {@linkplain #fired fired}.
   */
  public List<Tick> dueTicks(Instant now, int limit) {
    // The first `limit` ticks belong to the first `limit` schedules.
    List<Waiting> due = database.read(sql -> due(sql, now, limit));
    Moved moved = database.read(Moved::of);
    PriorityQueue<Waiting> inOrder = new PriorityQueue<>(Waiting.IN_ORDER);
    due.forEach(waiting -> inOrder.add(waiting.settled(moved, now, SLOW)));
    List<Tick> ticks = new ArrayList<>();
    while (ticks.size() < limit && !inOrder.isEmpty()) {
      Waiting first = inOrder.remove();
      ticks.add(new Tick(first.schedule().name(), first.schedule().script(), first.next()));
      first
          .following()
          .filter(next -> !next.next().isAfter(now))
          .ifPresent(next -> inOrder.add(next.settled(moved, now, SLOW)));
    }
    return ticks;
  }

  /** Stores that a tick was handed on; only later ticks of its schedule come after it. */
  public void fired(Tick tick) {
    String tenant = tick.script().tenant().value();
    database.write(
        Durability.PROCESS,
        sql -> {
          Optional<Schedule> schedule =
              sql.first(
                  "SELECT schedule FROM schedules WHERE tenant = ? AND name = ? AND next <= ?",
                  row -> ScheduleFormat.read(Sql.bytes(row, 1)),
                  tenant,
                  tick.schedule(),
                  tick.time());
          if (schedule.isPresent()) {
            store(sql, schedule.get(), micros(schedule.get().cron().next(tick.time())));
          }
          return true;
        });
  }

  /** Leaves out what a time of rest has made stale; called once when the world is opened. */
  void settle() {
    Instant now = clock.now();
    List<Waiting> due = database.read(sql -> due(sql, now, Integer.MAX_VALUE));
    if (due.isEmpty()) {
      return;
    }
    Moved moved = database.read(Moved::of);
    database.write(
        Durability.PROCESS,
        sql -> {
          for (Waiting waiting : due) {
            Instant next = waiting.settled(moved, now, Duration.ZERO).next();
            store(sql, waiting.schedule(), OptionalLong.of(Micros.of(next)));
          }
          return true;
        });
  }

  /** Notes that the clock is moved by hand from one time to another. */
  static void keepTicks(Sql sql, Instant from, Instant to) throws SQLException {
    Moved before = Moved.of(sql);
    OptionalLong next = nextDue(sql);
    // Ticks of the move before that have not fired yet keep their right to.
    boolean open = next.isPresent() && next.getAsLong() <= Micros.of(before.to());
    Meta.set(sql, Meta.MOVED_FROM, Micros.of(open ? before.from() : from));
    Meta.set(sql, Meta.MOVED_TO, Micros.of(to));
  }

  static OptionalLong nextDue(Sql sql) throws SQLException {
    return sql.number("SELECT min(next) FROM schedules WHERE next IS NOT NULL");
  }

  private static List<Waiting> due(Sql sql, Instant now, int limit) throws SQLException {
    return sql.list(
        """
        SELECT schedule, next FROM schedules WHERE next <= ?
        ORDER BY next, tenant, name LIMIT ?\
        """,
        row -> new Waiting(ScheduleFormat.read(Sql.bytes(row, 1)), Micros.instant(row.getLong(2))),
        now,
        limit);
  }

  private static void store(Sql sql, Schedule schedule, OptionalLong next) throws SQLException {
    sql.update(
        "UPDATE schedules SET next = ? WHERE tenant = ? AND name = ?",
        next,
        schedule.script().tenant().value(),
        schedule.name());
  }

  private static OptionalLong micros(Optional<Instant> time) {
    return time.map(Micros::of).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /**
   * The stretch that the clock was last moved over by hand: behind {@code from}, up to {@code to}.
   */
  private record Moved(Instant from, Instant to) {
    static Moved of(Sql sql) throws SQLException {
      return new Moved(
          Micros.instant(Meta.get(sql, Meta.MOVED_FROM).orElse(0)),
          Micros.instant(Meta.get(sql, Meta.MOVED_TO).orElse(0)));
    }

    boolean covers(Instant tick) {
      return tick.isAfter(from) && !tick.isAfter(to);
    }
  }

  /** A schedule whose next tick is due. */
  private record Waiting(Schedule schedule, Instant next) {
    static final Comparator<Waiting> IN_ORDER =
        Comparator.comparing(Waiting::next)
            .thenComparing(waiting -> waiting.schedule().script().tenant())
            .thenComparing(waiting -> waiting.schedule().name());

    Optional<Waiting> following() {
      return schedule.cron().next(next).map(time -> new Waiting(schedule, time));
    }

    /** This, or the latest tick in its place if it is stale. */
    Waiting settled(Moved moved, Instant now, Duration slow) {
      if (moved.covers(next) || !next.isBefore(now.minus(slow))) {
        return this;
      }
      Instant end = next.isAfter(moved.from()) || now.isBefore(moved.from()) ? now : moved.from();
      return new Waiting(schedule, latest(schedule.cron(), next, end));
    }

    /** The last tick up to {@code end}, found by halving: there may be a year of minutes. */
    private static Instant latest(CronSchedule cron, Instant tick, Instant end) {
      Instant known = tick;
      Instant beyond = end;
      while (true) {
        Optional<Instant> next = cron.next(known);
        if (next.isEmpty() || next.get().isAfter(end)) {
          return known;
        }
        known = next.get();
        Instant middle = known.plus(Duration.between(known, beyond).dividedBy(2));
        Optional<Instant> later = cron.next(middle);
        if (later.isPresent() && !later.get().isAfter(end)) {
          known = later.get();
        } else {
          beyond = middle;
        }
      }
    }
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "schedules", "tenant, name");
  }
}
