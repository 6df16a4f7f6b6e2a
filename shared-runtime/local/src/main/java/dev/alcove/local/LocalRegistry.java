package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.VersionInfo;
import dev.alcove.wire.DeploymentFormat;
import dev.alcove.wire.LiveItemFormat;
import dev.alcove.wire.TenantRemovalFormat;
import dev.alcove.wire.VersionInfoFormat;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tenants, versions, deployments and what is live. */
final class LocalRegistry implements Registry {
  static final String LIVE =
      """
      CREATE TABLE live (
        tenant TEXT PRIMARY KEY, revision INTEGER NOT NULL, item BLOB NOT NULL
      ) STRICT\
      """;

  /** What the live items say, for the removal of versions and code. */
  static final String LIVE_APPS =
      """
      CREATE TABLE live_apps (
        tenant TEXT NOT NULL, app TEXT NOT NULL, hash TEXT NOT NULL,
        PRIMARY KEY (tenant, app)
      ) STRICT, WITHOUT ROWID\
      """;

  static final String VERSIONS =
      """
      CREATE TABLE versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, app TEXT NOT NULL,
        hash TEXT NOT NULL, info BLOB NOT NULL,
        UNIQUE (tenant, app, hash)
      ) STRICT\
      """;

  static final String DEPLOYMENTS =
      """
      CREATE TABLE deployments (
        tenant TEXT NOT NULL, app TEXT NOT NULL, number INTEGER NOT NULL, deployment BLOB NOT NULL,
        PRIMARY KEY (tenant, app, number)
      ) STRICT\
      """;

  static final String REMOVALS =
      """
      CREATE TABLE removals (
        tenant TEXT PRIMARY KEY, revision INTEGER NOT NULL, removal BLOB NOT NULL
      ) STRICT\
      """;

  private final Database database;
  private final LiveItems known = new LiveItems();

  LocalRegistry(Database database) {
    this.database = requireNonNull(database, "database is null");
  }

  @Override
  public Optional<LiveItem> live(TenantId tenant) {
    return known.get(tenant, () -> stored(tenant));
  }

  private Optional<LiveItem> stored(TenantId tenant) {
    return database.read(
        sql ->
            sql.first(
                "SELECT item FROM live WHERE tenant = ?",
                row -> LiveItemFormat.read(Sql.bytes(row, 1)),
                tenant.value()));
  }

  @Override
  public List<TenantId> tenants() {
    return database.read(
        sql ->
            sql.list(
                "SELECT tenant FROM live ORDER BY tenant", row -> new TenantId(row.getString(1))));
  }

  @Override
  public boolean flip(LiveItem next, Optional<Deployment> deployment) {
    Bytes item = LiveItemFormat.write(next);
    Optional<Bytes> stored = deployment.map(DeploymentFormat::write);
    try {
      return database.write(
          Durability.POWER,
          sql -> {
            if (!replace(sql, next, item)) {
              return false;
            }
            nameLive(sql, next);
            if (deployment.isPresent()) {
              record(sql, deployment.get(), stored.orElseThrow());
            }
            return true;
          });
    } finally {
      known.changed(next.tenant());
    }
  }

  private static boolean replace(Sql sql, LiveItem next, Bytes item) throws SQLException {
    long before =
        sql.number("SELECT revision FROM removals WHERE tenant = ?", next.tenant().value())
            .orElse(0);
    if (next.revision() == before + 1) {
      return sql.update(
              "INSERT INTO live VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
              next.tenant().value(),
              next.revision(),
              item)
          == 1;
    }
    return sql.update(
            "UPDATE live SET revision = ?, item = ? WHERE tenant = ? AND revision = ?",
            next.revision(),
            item,
            next.tenant().value(),
            next.revision() - 1)
        == 1;
  }

  private static void nameLive(Sql sql, LiveItem next) throws SQLException {
    sql.update("DELETE FROM live_apps WHERE tenant = ?", next.tenant().value());
    for (Map.Entry<AppName, LiveItem.LiveApp> app : next.apps().entrySet()) {
      sql.update(
          "INSERT INTO live_apps VALUES (?, ?, ?)",
          next.tenant().value(),
          app.getKey().value(),
          app.getValue().version().value());
    }
  }

  private static void record(Sql sql, Deployment deployment, Bytes stored) throws SQLException {
    sql.update(
        "INSERT INTO deployments VALUES (?, ?, ?, ?)",
        deployment.tenant().value(),
        deployment.app().value(),
        deployment.number(),
        stored);
  }

  @Override
  public boolean remove(LiveItem last, TenantRemoval removal) {
    Bytes stored = TenantRemovalFormat.write(removal);
    try {
      return database.write(Durability.POWER, sql -> remove(sql, last, removal, stored));
    } finally {
      known.changed(last.tenant());
    }
  }

  private static boolean remove(Sql sql, LiveItem last, TenantRemoval removal, Bytes stored)
      throws SQLException {
    String tenant = last.tenant().value();
    if (sql.update("DELETE FROM live WHERE tenant = ? AND revision = ?", tenant, last.revision())
        == 0) {
      return false;
    }
    Erasure.small(sql, last.tenant(), List.of("live_apps", "versions", "deployments"));
    sql.update(
        "INSERT OR REPLACE INTO removals VALUES (?, ?, ?)", tenant, removal.revision(), stored);
    return true;
  }

  @Override
  public Optional<TenantRemoval> removal(TenantId tenant) {
    return database.read(
        sql ->
            sql.first(
                "SELECT removal FROM removals WHERE tenant = ?",
                row -> TenantRemovalFormat.read(Sql.bytes(row, 1)),
                tenant.value()));
  }

  @Override
  public List<TenantRemoval> removals() {
    return database.read(
        sql ->
            sql.list(
                "SELECT removal FROM removals ORDER BY tenant",
                row -> TenantRemovalFormat.read(Sql.bytes(row, 1))));
  }

  @Override
  public void addVersion(VersionInfo version) {
    Bytes info = VersionInfoFormat.write(version);
    database.write(
        Durability.POWER,
        sql -> {
          sql.update(
              """
              INSERT INTO versions (tenant, app, hash, info) VALUES (?, ?, ?, ?)
              ON CONFLICT DO NOTHING\
              """,
              version.tenant().value(),
              version.app().value(),
              version.hash().value(),
              info);
          return removeOldest(sql, version.tenant(), version.app());
        });
  }

  /** What is live stays, however old it is. */
  private static int removeOldest(Sql sql, TenantId tenant, AppName app) throws SQLException {
    return sql.update(
        """
        DELETE FROM versions WHERE tenant = ?1 AND app = ?2
          AND id <= (SELECT id FROM versions WHERE tenant = ?1 AND app = ?2
                     ORDER BY id DESC LIMIT 1 OFFSET ?3)
          AND hash NOT IN (SELECT hash FROM live_apps WHERE tenant = ?1 AND app = ?2)\
        """,
        tenant.value(),
        app.value(),
        MOST_VERSIONS);
  }

  @Override
  public List<VersionInfo> versions(TenantId tenant, AppName app) {
    return database.read(
        sql ->
            sql.list(
                "SELECT info FROM versions WHERE tenant = ? AND app = ? ORDER BY id DESC",
                row -> VersionInfoFormat.read(Sql.bytes(row, 1)),
                tenant.value(),
                app.value()));
  }

  @Override
  public List<Deployment> deployments(TenantId tenant, AppName app, int limit) {
    return database.read(
        sql ->
            sql.list(
                """
                SELECT deployment FROM deployments WHERE tenant = ? AND app = ?
                ORDER BY number DESC LIMIT ?\
                """,
                row -> DeploymentFormat.read(Sql.bytes(row, 1)),
                tenant.value(),
                app.value(),
                limit));
  }
}
