package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.DeadLetterFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Queued runs that were given up. */
final class LocalDeadLetters implements DeadLetters {
  static final String TABLE =
      """
      CREATE TABLE dead_letters (
        tenant TEXT NOT NULL, execution TEXT NOT NULL, time INTEGER NOT NULL, letter BLOB NOT NULL,
        PRIMARY KEY (tenant, execution)
      ) STRICT\
      """;

  static final String BY_TIME = "CREATE INDEX dead_letters_by_time ON dead_letters (time)";

  private final Database database;

  LocalDeadLetters(Database database) {
    this.database = requireNonNull(database, "database is null");
  }

  @Override
  public void put(DeadLetter letter) {
    Bytes stored = DeadLetterFormat.write(letter);
    database.write(
        Durability.POWER,
        sql ->
            sql.update(
                """
                INSERT INTO dead_letters VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET time = excluded.time, letter = excluded.letter\
                """,
                letter.run().script().tenant().value(),
                letter.run().execution().value(),
                letter.at(),
                stored));
  }

  @Override
  public Optional<DeadLetter> get(TenantId tenant, ExecutionId execution) {
    return database.read(
        sql ->
            sql.first(
                "SELECT letter FROM dead_letters WHERE tenant = ? AND execution = ?",
                row -> DeadLetterFormat.read(Sql.bytes(row, 1)),
                tenant.value(),
                execution.value()));
  }

  @Override
  public List<DeadLetter> list(TenantId tenant, int limit) {
    return database.read(
        sql ->
            sql.list(
                """
                SELECT letter FROM dead_letters WHERE tenant = ?
                ORDER BY time DESC, rowid DESC LIMIT ?\
                """,
                row -> DeadLetterFormat.read(Sql.bytes(row, 1)),
                tenant.value(),
                limit));
  }

  @Override
  public void remove(TenantId tenant, ExecutionId execution) {
    database.write(
        Durability.POWER,
        sql ->
            sql.update(
                "DELETE FROM dead_letters WHERE tenant = ? AND execution = ?",
                tenant.value(),
                execution.value()));
  }

  /** Removes some of those from before {@code time}. */
  static int removeOld(Sql sql, Instant time, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM dead_letters WHERE rowid IN (
          SELECT rowid FROM dead_letters WHERE time < ? LIMIT ?)\
        """,
        time,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "dead_letters", "tenant, execution");
  }
}
