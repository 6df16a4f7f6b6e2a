package dev.alcove.local;

import dev.alcove.local.WorldException.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** The tables of a world and the number of their format. */
final class Schema {
  private static final List<String> TABLES =
      List.of(
          Meta.TABLE,
          LogTables.HEADS,
          LogTables.ENTRIES,
          LogTables.ITEMS,
          Points.TABLE,
          Points.BY_EXPIRY,
          LocalOutbox.TABLE,
          LocalOutbox.BY_DUE,
          LocalInbox.TABLE,
          LocalInbox.BY_EXPIRY,
          LocalBus.TABLE,
          LocalQueue.TABLE,
          LocalQueue.BY_TENANT,
          LocalQueue.LANES,
          LocalQueue.BY_TURN,
          LocalScheduler.TABLE,
          LocalScheduler.BY_NEXT,
          LocalRunRecords.TABLE,
          LocalRunRecords.BY_EXECUTION,
          LocalRunRecords.BY_ENTRY,
          LocalRunRecords.BY_TIME,
          LocalDeadLetters.TABLE,
          LocalDeadLetters.BY_TIME,
          LocalLogs.TABLE,
          LocalLogs.BY_TENANT,
          LocalLogs.BY_EXECUTION,
          LocalRegistry.LIVE,
          LocalRegistry.LIVE_APPS,
          LocalRegistry.VERSIONS,
          LocalRegistry.DEPLOYMENTS,
          LocalCode.TABLE,
          LocalAdmission.DESCENDANTS,
          LocalAdmission.BY_EXPIRY,
          LocalMetrics.RUNS,
          LocalMetrics.VALUES,
          LocalMetrics.VALUES_BY_TENANT,
          LocalUsage.TABLE,
          LocalRegistry.REMOVALS);

  /** What makes a world of format 1 one of format 2, that one of format 3, and so on. */
  private static final List<String> UPDATES =
      List.of(LocalUsage.TABLE, LocalQueue.ADD_HELD, LocalRegistry.REMOVALS);

  /** Grows with each update; a world of a higher number is refused. */
  static final int FORMAT = UPDATES.size() + 1;

  private Schema() {}

  /**
   * Makes the tables in an empty file, or brings those of a format before up to this one.
   *
   * @throws WorldException NEWER_FORMAT or NOT_A_WORLD
   */
  static void prepare(Sql sql, Path file) throws SQLException {
    if (!sql.exists("SELECT 1 FROM sqlite_schema")) {
      create(sql);
      return;
    }
    if (!sql.exists("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'")) {
      throw notAWorld(file);
    }
    OptionalLong format = Meta.get(sql, Meta.FORMAT);
    if (format.isEmpty()) {
      throw notAWorld(file);
    }
    if (format.getAsLong() > FORMAT) {
      throw new WorldException(
          Problem.NEWER_FORMAT,
          "`"
              + file
              + "` has format "
              + format.getAsLong()
              + ", written by a newer Alcove; this one reads up to "
              + FORMAT
              + ". Use the newer Alcove, or another data folder.");
    }
    if (format.getAsLong() < FORMAT) {
      update(sql, (int) format.getAsLong());
    }
  }

  /** All or nothing, like {@link #create}: a crash leaves the world in the older format. */
  private static void update(Sql sql, int from) throws SQLException {
    sql.run("BEGIN IMMEDIATE");
    for (String update : UPDATES.subList(from - 1, UPDATES.size())) {
      sql.run(update);
    }
    Meta.set(sql, Meta.FORMAT, FORMAT);
    sql.run("COMMIT");
  }

  private static void create(Sql sql) throws SQLException {
    // All or nothing: a crash on the way leaves an empty file, which is made anew.
    sql.run("BEGIN IMMEDIATE");
    for (String table : TABLES) {
      sql.run(table);
    }
    Meta.set(sql, Meta.FORMAT, FORMAT);
    sql.run("COMMIT");
  }

  private static WorldException notAWorld(Path file) {
    return new WorldException(
        Problem.NOT_A_WORLD,
        "`" + file + "` is not an Alcove world. Move the file away, or name another data folder.");
  }
}
