package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;

/** The file of a world: one writer, a few readers. Thread-safe. */
final class Database implements AutoCloseable {
  private static final int READERS = 4;

  /** Only the checkpoint at close and tools such as a backup can be in the way at all. */
  private static final int BUSY_MILLIS = 10_000;

  private static final int WRITER_CACHE_KILOBYTES = 32_768;
  private static final int READER_CACHE_KILOBYTES = 8_192;

  /** What the write-ahead log keeps of the disk between bursts. */
  private static final int LOG_BYTES = 64 << 20;

  private final Sql sql;
  private final Writer writer;
  private final Readers readers;
  private final Failures failures;

  private Database(Sql sql, List<Sql> reading, Failures failures) {
    this.sql = requireNonNull(sql, "sql is null");
    this.failures = requireNonNull(failures, "failures is null");
    this.writer = new Writer(sql, failures);
    this.readers = new Readers(reading, failures);
  }

  /**
   * Opens the file, made if it is not there.
   *
   * @throws WorldException if it cannot be read and written, or is of another kind or format
   */
  static Database open(Path file) {
    Failures failures = new Failures(file);
    List<Sql> opened = new ArrayList<>();
    try {
      Sql writing = connect(file, opened);
      Schema.prepare(writing, file);
      writing.run("PRAGMA journal_mode = WAL");
      writing.run("PRAGMA synchronous = " + Durability.POWER.synchronous());
      writing.run("PRAGMA cache_size = -" + WRITER_CACHE_KILOBYTES);
      writing.run("PRAGMA journal_size_limit = " + LOG_BYTES);
      List<Sql> reading = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        Sql one = connect(file, opened);
        one.run("PRAGMA query_only = ON");
        one.run("PRAGMA cache_size = -" + READER_CACHE_KILOBYTES);
        reading.add(one);
      }
      Database database = new Database(writing, reading, failures);
      database.writer.start();
      return database;
    } catch (SQLException e) {
      closeAll(opened, e);
      throw failures.of(e);
    } catch (WorldException e) {
      closeAll(opened, e);
      throw e;
    }
  }

  private static Sql connect(Path file, List<Sql> opened) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    Sql sql = new Sql(config.createConnection("jdbc:sqlite:" + file));
    opened.add(sql);
    return sql;
  }

  private static void closeAll(List<Sql> opened, Exception why) {
    for (Sql sql : opened) {
      try {
        sql.close();
      } catch (SQLException e) {
        why.addSuppressed(e);
      }
    }
  }

  /** See {@link Writer#write}. */
  <T> T write(Durability needed, Job<T> job) {
    return writer.write(needed, job);
  }

  /** See {@link Writer#later}. */
  void later(Durability needed, Job<Boolean> job, Consumer<Boolean> then) {
    writer.later(needed, job, then);
  }

  /** See {@link Writer#commits}. */
  long commits() {
    return writer.commits();
  }

  /** See {@link Readers#read}. */
  <T> T read(Job<T> job) {
    return readers.read(job);
  }

  /** See {@link Readers#readTogether}. */
  <T> T readTogether(Job<T> job) {
    return readers.readTogether(job);
  }

  /** Finishes what waits and closes; the last connection puts the write-ahead log away. */
  @Override
  public void close() {
    writer.close();
    try {
      readers.close();
      sql.close();
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }
}
