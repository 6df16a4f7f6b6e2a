package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Clock;
import dev.alcove.domain.Inbox;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import java.sql.SQLException;
import java.time.Instant;

/** The events that took effect already. */
final class LocalInbox implements Inbox {
  static final String TABLE =
      """
      CREATE TABLE inbox (
        tenant TEXT NOT NULL, app TEXT NOT NULL, script TEXT NOT NULL, event TEXT NOT NULL,
        expires INTEGER NOT NULL,
        PRIMARY KEY (tenant, app, script, event)
      ) STRICT, WITHOUT ROWID\
      """;

  static final String BY_EXPIRY = "CREATE INDEX inbox_by_expiry ON inbox (expires)";

  private final Database database;
  private final Clock clock;

  LocalInbox(Database database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public boolean contains(ScriptRef script, String eventId) {
    Instant now = clock.now();
    return database.read(sql -> marked(sql, script, eventId, now));
  }

  @Override
  public void mark(InboxMark mark) {
    database.write(
        Durability.POWER,
        sql -> {
          insert(sql, mark);
          return true;
        });
  }

  @Override
  public void forget(ScriptRef script, String eventId) {
    database.write(
        Durability.POWER,
        sql ->
            sql.update(
                "DELETE FROM inbox WHERE tenant = ? AND app = ? AND script = ? AND event = ?",
                script.tenant().value(),
                script.app().value(),
                script.script().value(),
                eventId));
  }

  static boolean marked(Sql sql, InboxMark mark, Instant now) throws SQLException {
    return marked(sql, mark.script(), mark.eventId(), now);
  }

  private static boolean marked(Sql sql, ScriptRef script, String eventId, Instant now)
      throws SQLException {
    return sql.exists(
        """
        SELECT 1 FROM inbox
        WHERE tenant = ? AND app = ? AND script = ? AND event = ? AND expires > ?\
        """,
        script.tenant().value(),
        script.app().value(),
        script.script().value(),
        eventId,
        now);
  }

  static void insert(Sql sql, InboxMark mark) throws SQLException {
    ScriptRef script = mark.script();
    sql.update(
        """
        INSERT INTO inbox VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET expires = max(expires, excluded.expires)\
        """,
        script.tenant().value(),
        script.app().value(),
        script.script().value(),
        mark.eventId(),
        mark.expires());
  }

  /** Removes some of what may be forgotten. */
  static int removeExpired(Sql sql, Instant now, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM inbox WHERE (tenant, app, script, event) IN (
          SELECT tenant, app, script, event FROM inbox WHERE expires <= ? LIMIT ?)\
        """,
        now,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "inbox", "tenant, app, script, event");
  }
}
