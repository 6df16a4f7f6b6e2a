package dev.alcove.bench;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Commits of one small value each, durable when they are acknowledged. */
final class CommitsTask {
  static final int[] THREADS = {1, 16};

  private static final Bytes VALUE = Bytes.utf8("a value");
  private static final double SECOND = 1e9;

  private CommitsTask() {}

  /** Something that is done again and again by one of some threads. */
  private interface Step {
    void make(int thread, long number);
  }

  static void run(Pace pace) throws SQLException {
    try (TemporaryFolder folder = TemporaryFolder.make();
        Platform platform = new Platform(folder.path(), 10)) {
      Version version = platform.compile(Samples.work());
      for (int i = 0; i < THREADS[1]; i++) {
        platform.deploy(tenant(i), version);
      }
      for (int threads : THREADS) {
        Step world = (thread, number) -> commit(platform.world().kvLog(), thread, number);
        Child.tell("world-" + threads, rate(threads, pace, world));
        Step runs =
            (thread, number) ->
                platform.call(tenant(thread), "POST", "/put/key" + number % 1000, Bytes.EMPTY);
        Child.tell("runs-" + threads, rate(threads, pace, runs));
        Step together =
            (thread, number) ->
                platform.call(tenant(0), "POST", "/put/key" + thread + "-" + number, Bytes.EMPTY);
        Child.tell("runs-one-tenant-" + threads, rate(threads, pace, together));
      }
      Child.tell("sqlite", sqlite(folder.path().resolve("bare.sqlite"), pace));
    }
  }

  private static TenantId tenant(int number) {
    return new TenantId("tenant-" + number);
  }

  private static void commit(KvLog log, int thread, long number) {
    TenantId tenant = tenant(thread);
    KvLog.LogWrite write =
        new KvLog.LogWrite(
            log.after(tenant, Long.MAX_VALUE).seq(),
            Map.of("bench", Map.of(Bytes.utf8("key" + number % 1000), Optional.of(VALUE))));
    KvLog.CommitResult result =
        log.commit(
            tenant,
            new KvLog.Commit(
                thread + "-" + System.nanoTime(),
                Optional.of(write),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    if (!(result instanceof KvLog.CommitResult.Committed)) {
      throw new IllegalStateException("not committed: " + result);
    }
  }

  /** Steps a second, over all threads. */
  private static double rate(int threads, Pace pace, Step step) {
    try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
      count(all, threads, pace.warmUp().dividedBy(2), step);
      long began = System.nanoTime();
      long count = count(all, threads, pace.measured(), step);
      return count * SECOND / (System.nanoTime() - began);
    }
  }

  private static long count(ExecutorService all, int threads, Duration time, Step step) {
    long end = System.nanoTime() + time.toNanos();
    List<CompletableFuture<Long>> counts =
        IntStream.range(0, threads)
            .mapToObj(thread -> CompletableFuture.supplyAsync(() -> turn(thread, end, step), all))
            .toList();
    return counts.stream().mapToLong(CompletableFuture::join).sum();
  }

  private static long turn(int thread, long end, Step step) {
    long count = 0;
    while (System.nanoTime() - end < 0) {
      step.make(thread, count);
      count++;
    }
    return count;
  }

  /** The store below, alone: one row in a transaction of its own, flushed to the disk. */
  private static double sqlite(Path file, Pace pace) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("CREATE TABLE t (k TEXT PRIMARY KEY, v BLOB)");
      try (PreparedStatement put =
          connection.prepareStatement("INSERT OR REPLACE INTO t VALUES (?, ?)")) {
        return rate(1, pace, (thread, number) -> put(put, number));
      }
    }
  }

  private static void put(PreparedStatement put, long number) {
    try {
      put.setString(1, "key" + number % 1000);
      put.setBytes(2, VALUE.toArray());
      put.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("SQLite refuses", e);
    }
  }
}
