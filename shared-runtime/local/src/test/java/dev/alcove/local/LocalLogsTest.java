package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.LogLine.Level;
import dev.alcove.domain.LogStore.Positioned;
import dev.alcove.domain.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogsTest {
  @TempDir Path folder;

  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void append(TenantId tenant, String entry, Level level, String message) {
    world.logs().append(List.of(Given.line(tenant, entry, level, message)));
  }

  private List<String> all(TenantId tenant, Optional<String> entry, Level least) {
    return messages(world.logs().query(tenant, entry, Optional.empty(), least, 0, 1_000));
  }

  private static List<String> messages(List<Positioned> lines) {
    return lines.stream().map(line -> line.line().message()).toList();
  }

  @Test
  void linesComeInOrderAndByTheirFilters() {
    append(Given.ACME, "a", Level.DEBUG, "1");
    append(Given.ACME, "b", Level.WARN, "2");
    append(Given.BETA, "a", Level.ERROR, "3");
    append(Given.ACME, "a", Level.ERROR, "4");
    assertThat(all(Given.ACME, Optional.empty(), Level.DEBUG)).containsExactly("1", "2", "4");
    assertThat(all(Given.ACME, Optional.of("a"), Level.DEBUG)).containsExactly("1", "4");
    assertThat(all(Given.ACME, Optional.empty(), Level.WARN)).containsExactly("2", "4");
    Optional<ExecutionId> execution = Optional.of(new ExecutionId("exec-b"));
    assertThat(
            messages(
                world.logs().query(Given.ACME, Optional.empty(), execution, Level.INFO, 0, 10)))
        .containsExactly("2");
    assertThat(world.logs().query(Given.ACME, Optional.of("a"), execution, Level.DEBUG, 0, 10))
        .isEmpty();
  }

  @Test
  void aPositionGoesOnWhereItStands() {
    assertThat(world.logs().newest()).isZero();
    append(Given.ACME, "a", Level.INFO, "old");
    long newest = world.logs().newest();
    append(Given.ACME, "a", Level.INFO, "new 1");
    append(Given.ACME, "a", Level.INFO, "new 2");
    List<Positioned> first =
        world.logs().query(Given.ACME, Optional.empty(), Optional.empty(), Level.INFO, newest, 1);
    assertThat(messages(first)).containsExactly("new 1");
    assertThat(
            messages(
                world
                    .logs()
                    .query(
                        Given.ACME,
                        Optional.empty(),
                        Optional.empty(),
                        Level.INFO,
                        first.getLast().position(),
                        10)))
        .containsExactly("new 2");
    assertThatThrownBy(
            () ->
                world
                    .logs()
                    .query(Given.ACME, Optional.empty(), Optional.empty(), Level.INFO, 0, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingWritesWhatWaits() {
    for (int i = 0; i < 900; i++) {
      append(Given.ACME, "a", Level.INFO, "line " + i);
    }
    close();
    open();
    assertThat(all(Given.ACME, Optional.empty(), Level.INFO))
        .hasSize(900)
        .last()
        .isEqualTo("line 899");
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
  void whatFindsNoRoomIsDroppedAndSaid() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Boolean> slow =
        CompletableFuture.supplyAsync(
            () ->
                world
                    .database()
                    .write(
                        Durability.PROCESS,
                        _ -> {
                          inside.countDown();
                          return passed(gate);
                        }));
    inside.await();
    // Some are on their way to the writer, no more than it takes at once; then the backlog fills
    // up.
    int appended = LocalLogs.MOST_WAITING + Backlog.MOST_TOGETHER + 3;
    for (int i = 0; i < appended; i++) {
      append(Given.ACME, "a", Level.INFO, "line " + i);
    }
    gate.countDown();
    assertThat(slow.join()).isTrue();
    long kept = world.logs().newest();
    assertThat(kept).isBetween((long) LocalLogs.MOST_WAITING, appended - 3L);
    append(Given.ACME, "a", Level.INFO, "after");
    assertThat(all(Given.ACME, Optional.empty(), Level.WARN))
        .containsExactly(
            (appended - kept) + " log lines were dropped: more came than could be written.");
  }
}
