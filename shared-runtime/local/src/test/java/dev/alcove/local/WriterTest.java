package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.local.WorldException.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  private static final int TOGETHER = 20;

  @TempDir Path folder;

  private Database database;
  private ExecutorService threads;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("world.sqlite"));
    threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
  }

  @AfterEach
  void close() {
    database.close();
    threads.close();
  }

  private static boolean put(Sql sql, String key) throws SQLException {
    Meta.set(sql, key, 1);
    return true;
  }

  private boolean has(String key) {
    return database.read(sql -> Meta.get(sql, key)).isPresent();
  }

  /** Lets jobs gather behind one that waits; returns them all, begun but not ended. */
  private List<CompletableFuture<Boolean>> gather(List<Job<Boolean>> jobs, CountDownLatch gate) {
    CountDownLatch inside = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    all.add(
        CompletableFuture.supplyAsync(
            () ->
                database.write(
                    Durability.POWER,
                    sql -> {
                      inside.countDown();
                      return passed(gate);
                    }),
            threads));
    passed(inside);
    for (Job<Boolean> job : jobs) {
      CompletableFuture<Boolean> one = new CompletableFuture<>();
      database.later(Durability.POWER, job, one::complete);
      all.add(one);
    }
    return all;
  }

  private static boolean passed(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void jobsThatWaitShareATransaction() {
    CountDownLatch gate = new CountDownLatch(1);
    List<Job<Boolean>> jobs = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      String key = "k" + i;
      jobs.add(sql -> put(sql, key));
    }
    List<CompletableFuture<Boolean>> all = gather(jobs, gate);
    long before = database.commits();
    gate.countDown();
    all.forEach(one -> assertThat(one.join()).isTrue());
    assertThat(database.commits() - before).isEqualTo(2);
    assertThat(has("k" + (TOGETHER - 1))).isTrue();
  }

  @Test
  void aJobThatThrowsUndoesItselfOnly() {
    CountDownLatch gate = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> all =
        gather(
            List.of(
                sql -> put(sql, "before"),
                sql -> {
                  put(sql, "undone");
                  throw new IllegalArgumentException("no");
                },
                sql -> put(sql, "after")),
            gate);
    gate.countDown();
    assertThat(all.stream().map(CompletableFuture::join)).containsExactly(true, true, false, true);
    assertThat(has("before")).isTrue();
    assertThat(has("undone")).isFalse();
    assertThat(has("after")).isTrue();
  }

  @Test
  void theCallerGetsWhatTheJobThrew() {
    assertThatThrownBy(
            () ->
                database.write(
                    Durability.POWER,
                    _ -> {
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
  }

  @Test
  void aJobTooLargeForTheDiskFailsAlone() {
    database.write(
        Durability.PROCESS,
        sql -> {
          // A disk with room for about 400 KB more.
          long pages = sql.number("PRAGMA page_count").orElseThrow() + 100;
          return sql.number("PRAGMA max_page_count = " + pages).isPresent();
        });
    CountDownLatch gate = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> all =
        gather(
            List.of(
                sql -> put(sql, "before"),
                sql ->
                    sql.update(
                            "INSERT INTO bus (tenant, event) VALUES ('acme', ?)",
                            Bytes.owning(new byte[10 << 20]))
                        == 1,
                sql -> put(sql, "after")),
            gate);
    gate.countDown();
    assertThat(all.stream().map(CompletableFuture::join)).containsExactly(true, true, false, true);
    assertThat(has("before")).isTrue();
    assertThat(has("after")).isTrue();

    assertThatThrownBy(
            () ->
                database.write(
                    Durability.POWER,
                    sql ->
                        sql.update(
                            "INSERT INTO bus (tenant, event) VALUES ('acme', ?)",
                            Bytes.owning(new byte[10 << 20]))))
        .isInstanceOfSatisfying(
            WorldException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DISK_FULL))
        .hasMessageContaining("is full")
        .hasMessageContaining(folder.toString());
    boolean written = database.read(sql -> sql.exists("SELECT 1 FROM bus"));
    assertThat(written).isFalse();
  }

  @Test
  void closingFinishesWhatWaitsAndRefusesTheRest() {
    CountDownLatch gate = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> all = gather(List.of(sql -> put(sql, "waited")), gate);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(database::close, threads);
    gate.countDown();
    closing.join();
    assertThat(all.getLast().join()).isTrue();
    assertThatThrownBy(() -> database.write(Durability.POWER, sql -> put(sql, "late")))
        .isInstanceOfSatisfying(
            WorldException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CLOSED));
    assertThatThrownBy(() -> has("waited"))
        .isInstanceOfSatisfying(
            WorldException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CLOSED));
    database = Database.open(folder.resolve("world.sqlite"));
    assertThat(has("waited")).isTrue();
  }

  @Test
  void anInterruptedThreadStillLearnsHowItsJobEnded() {
    Thread.currentThread().interrupt();
    boolean done = database.write(Durability.POWER, sql -> put(sql, "k"));
    assertThat(done).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }
}
