package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.VersionFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The code of versions. */
final class LocalCode implements CodeStore {
  static final String TABLE =
      """
      CREATE TABLE code (
        tenant TEXT NOT NULL, hash TEXT NOT NULL, added INTEGER NOT NULL, checksum BLOB NOT NULL,
        version BLOB NOT NULL,
        PRIMARY KEY (tenant, hash)
      ) STRICT\
      """;

  private final Database database;
  private final Clock clock;

  LocalCode(Database database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void put(TenantId tenant, Version version) {
    Bytes stored = VersionFormat.write(version);
    Bytes checksum = stored.sha256();
    Instant now = clock.now();
    database.write(
        Durability.POWER,
        sql ->
            sql.update(
                // Put again it is new again: whoever deploys it must not lose it to the sweep.
                """
                INSERT INTO code VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET added = excluded.added\
                """,
                tenant.value(),
                version.hash().value(),
                now,
                checksum,
                stored));
  }

  @Override
  public Optional<Version> get(TenantId tenant, VersionHash hash) {
    return database
        .read(
            sql ->
                sql.first(
                    "SELECT checksum, version FROM code WHERE tenant = ? AND hash = ?",
                    row -> new Stored(Sql.bytes(row, 1), Sql.bytes(row, 2)),
                    tenant.value(),
                    hash.value()))
        .map(stored -> stored.version(hash));
  }

  /** A version as it is stored. */
  private record Stored(Bytes checksum, Bytes bytes) {
    Version version(VersionHash hash) {
      if (!bytes.sha256().equals(checksum)) {
        throw damaged(hash);
      }
      Version version = VersionFormat.read(bytes);
      if (!version.hash().equals(hash)) {
        throw damaged(hash);
      }
      return version;
    }

    private static IllegalStateException damaged(VersionHash hash) {
      return new IllegalStateException(
          "The stored code of version `" + hash.shortForm() + "` is damaged: deploy it again.");
    }
  }

  /** Removes some of the code from before {@code time} that no version and no live item names. */
  static int removeUnused(Sql sql, Instant time, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM code WHERE rowid IN (
          SELECT c.rowid FROM code c WHERE added < ?
            AND NOT EXISTS (
              SELECT 1 FROM versions v WHERE v.tenant = c.tenant AND v.hash = c.hash)
            AND NOT EXISTS (
              SELECT 1 FROM live_apps l WHERE l.tenant = c.tenant AND l.hash = c.hash)
          LIMIT ?)\
        """,
        time,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "code", "tenant, hash");
  }
}
