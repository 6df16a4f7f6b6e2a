package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.QueuedRunFormat;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The queue of runs. Each tenant has a lane; of the lanes with a message due, the one whose last
 * turn is longest ago has the next.
 */
final class LocalQueue implements RunQueue {
  static final String TABLE =
      """
      CREATE TABLE queue (
        id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, visible INTEGER NOT NULL,
        receives INTEGER NOT NULL, run BLOB NOT NULL, held INTEGER NOT NULL DEFAULT 0
      ) STRICT\
      """;

  /** For files of format 1, which did not tell a message that is worked on from a postponed one. */
  static final String ADD_HELD = "ALTER TABLE queue ADD COLUMN held INTEGER NOT NULL DEFAULT 0";

  static final String BY_TENANT = "CREATE INDEX queue_by_tenant ON queue (tenant, visible)";

  /** Kept when empty: a tenant that comes back at once must not come back with a first turn. */
  static final String LANES =
      """
      CREATE TABLE lanes (
        tenant TEXT PRIMARY KEY, turn INTEGER NOT NULL, visible INTEGER
      ) STRICT, WITHOUT ROWID\
      """;

  static final String BY_TURN =
      "CREATE INDEX lanes_by_turn ON lanes (turn, visible) WHERE visible IS NOT NULL";

  private static final String NEXT_LANE =
      """
      SELECT tenant FROM lanes WHERE visible IS NOT NULL AND visible <= ?
      ORDER BY turn, visible LIMIT 1\
      """;

  private final Database database;
  private final Clock clock;
  private final Signals signals;

  /** Numbers the turns over all lanes; one that is left out does no harm. */
  private final AtomicLong turns;

  LocalQueue(Database database, Clock clock, Signals signals) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.signals = requireNonNull(signals, "signals is null");
    this.turns =
        new AtomicLong(database.read(sql -> sql.number("SELECT max(turn) FROM lanes")).orElse(0));
  }

  /**
   * Shows what was being worked on when the process before this one ended, however it did: it had
   * the folder to itself, so nobody works on it now. Postponed messages keep their time.
   */
  void settle() {
    Instant now = clock.now();
    database.write(
        Durability.PROCESS,
        sql -> {
          for (String tenant :
              sql.list(
                  "SELECT DISTINCT tenant FROM queue WHERE held = 1", row -> row.getString(1))) {
            sql.update(
                "UPDATE queue SET visible = ?, held = 0 WHERE held = 1 AND tenant = ?",
                now,
                tenant);
            showLane(sql, tenant);
          }
          return true;
        });
  }

  @Override
  public void sendAll(List<QueuedRun> runs, Duration delay) {
    List<Stored> stored = runs.stream().map(Stored::of).toList();
    Instant visible = clock.now().plus(delay);
    database.write(
        Durability.POWER,
        sql -> {
          for (Stored run : stored) {
            sql.update(
                "INSERT INTO queue (tenant, visible, receives, run) VALUES (?, ?, 0, ?)",
                run.tenant(),
                visible,
                run.run());
            openLane(sql, run.tenant());
          }
          return true;
        });
    signals.raise();
  }

  /** A run as it is stored. */
  private record Stored(String tenant, Bytes run) {
    static Stored of(QueuedRun run) {
      return new Stored(run.script().tenant().value(), QueuedRunFormat.write(run));
    }
  }

  /**
   * Lost with the power, the message is only seen again earlier; so this is not written through.
   */
  @Override
  public Optional<Delivery> receive(Duration visibility) {
    Instant now = clock.now();
    // Most looks find nothing, and need not wait for the writer.
    if (!database.read(sql -> sql.exists(NEXT_LANE, now))) {
      return Optional.empty();
    }
    Instant hidden = now.plus(visibility);
    return database.write(Durability.PROCESS, sql -> receive(sql, now, hidden));
  }

  private Optional<Delivery> receive(Sql sql, Instant now, Instant hidden) throws SQLException {
    Optional<String> lane = sql.first(NEXT_LANE, row -> row.getString(1), now);
    if (lane.isEmpty()) {
      return Optional.empty();
    }
    String tenant = lane.get();
    Message message =
        sql.first(
                """
                SELECT id, receives, run FROM queue WHERE tenant = ? AND visible <= ?
                ORDER BY visible, id LIMIT 1\
                """,
                row -> new Message(row.getLong(1), row.getInt(2) + 1, Sql.bytes(row, 3)),
                tenant,
                now)
            .orElseThrow(() -> new IllegalStateException("a lane is due without a message"));
    sql.update(
        "UPDATE queue SET visible = ?, receives = ?, held = 1 WHERE id = ?",
        hidden,
        message.receives(),
        message.id());
    sql.update("UPDATE lanes SET turn = ? WHERE tenant = ?", turns.incrementAndGet(), tenant);
    showLane(sql, tenant);
    return Optional.of(
        new Delivery(message.handle(), QueuedRunFormat.read(message.run()), message.receives()));
  }

  /** A message on its way out; the number of its delivery makes older handles void. */
  private record Message(long id, int receives, Bytes run) {
    String handle() {
      return id + "." + receives;
    }
  }

  @Override
  public void acknowledge(String handle) {
    Handle named = Handle.of(handle);
    database.write(
        Durability.PROCESS,
        sql -> {
          Optional<String> tenant = named.tenant(sql);
          if (tenant.isPresent()) {
            sql.update("DELETE FROM queue WHERE id = ?", named.id());
            showLane(sql, tenant.get());
          }
          return true;
        });
  }

  @Override
  public void postpone(String handle, Duration delay) {
    Handle named = Handle.of(handle);
    Instant visible = clock.now().plus(delay);
    database.write(
        Durability.PROCESS,
        sql -> {
          Optional<String> tenant = named.tenant(sql);
          if (tenant.isPresent()) {
            sql.update("UPDATE queue SET visible = ?, held = 0 WHERE id = ?", visible, named.id());
            showLane(sql, tenant.get());
          }
          return true;
        });
    signals.raise();
  }

  /** Which delivery of which message. */
  private record Handle(long id, int receives) {
    static Handle of(String text) {
      int dot = text.indexOf('.');
      try {
        return new Handle(
            Long.parseLong(text, 0, dot, 10), Integer.parseInt(text, dot + 1, text.length(), 10));
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException("`" + text + "` is not a handle of this queue", e);
      }
    }

    /** Whose message it is; empty if it is gone or was delivered again. */
    Optional<String> tenant(Sql sql) throws SQLException {
      return sql.first(
          "SELECT tenant FROM queue WHERE id = ? AND receives = ?",
          row -> row.getString(1),
          id,
          receives);
    }
  }

  @Override
  public int depth(TenantId tenant) {
    return (int)
        database
            .read(sql -> sql.number("SELECT count(*) FROM queue WHERE tenant = ?", tenant.value()))
            .orElse(0);
  }

  static OptionalLong nextDue(Sql sql) throws SQLException {
    return sql.number("SELECT min(visible) FROM lanes WHERE visible IS NOT NULL");
  }

  private static boolean openLane(Sql sql, String tenant) throws SQLException {
    sql.update("INSERT INTO lanes VALUES (?, 0, NULL) ON CONFLICT DO NOTHING", tenant);
    return showLane(sql, tenant);
  }

  private static boolean showLane(Sql sql, String tenant) throws SQLException {
    return sql.update(
            """
            UPDATE lanes SET visible = (SELECT min(visible) FROM queue WHERE tenant = ?1)
            WHERE tenant = ?1\
            """,
            tenant)
        > 0;
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "queue", "id");
    Erasure.of(database, tenant, "lanes", "tenant");
  }
}
