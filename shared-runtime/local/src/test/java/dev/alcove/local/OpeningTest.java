package dev.alcove.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.Usage;
import dev.alcove.local.WorldException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  @TempDir Path folder;

  private LocalWorld open() {
    return LocalWorld.open(folder, new MovableBase());
  }

  private Path file() {
    return folder.resolve("world.sqlite");
  }

  private void refused(Path folder, Problem problem, String... words) {
    assertThatThrownBy(() -> LocalWorld.open(folder, new MovableBase()).close())
        .isInstanceOfSatisfying(
            WorldException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .message()
        .contains(words)
        .endsWith(".");
  }

  private void change(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  @Test
  void aFolderThatIsNotThereIsMade() {
    Path deep = folder.resolve("a").resolve("b");
    LocalWorld.open(deep, new MovableBase()).close();
    assertThat(deep.resolve("world.sqlite")).exists();
  }

  @Test
  void whatWasWrittenIsThereAgain() {
    try (LocalWorld world = open()) {
      world.storage().set(Given.ACME, "k", "1", OptionalLong.empty());
    }
    try (LocalWorld world = open()) {
      assertThat(world.storage().get(Given.ACME, "k")).isPresent();
    }
    assertThat(folder.resolve("world.sqlite-wal")).doesNotExist();
  }

  @Test
  void aFreshWorldIsEmpty() {
    try (LocalWorld world = open()) {
      world.storage().set(Given.ACME, "k", "1", OptionalLong.empty());
    }
    try (LocalWorld world = LocalWorld.fresh(folder, new MovableBase())) {
      assertThat(world.storage().get(Given.ACME, "k")).isEmpty();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path obstacle = Files.writeString(folder.resolve("file"), "in the way");
    refused(
        obstacle.resolve("data"),
        Problem.NOT_WRITABLE,
        "data folder",
        "`" + obstacle,
        "Name another");
  }

  @Test
  void aFolderThatThisProcessHasOpenIsRefused() {
    try (LocalWorld world = open()) {
      refused(folder, Problem.IN_USE, "in use", "this process", folder.toString());
      // The refusal must not have taken the lock from who has it.
      refused(folder, Problem.IN_USE, "in use");
      assertThat(world.registry().tenants()).isEmpty();
    }
    open().close();
  }

  @Test
  void closingTwiceTakesTheFolderFromNobody() {
    LocalWorld first = open();
    first.close();
    try (LocalWorld second = open()) {
      first.close();
      refused(folder, Problem.IN_USE, "in use");
      assertThat(second.registry().tenants()).isEmpty();
    }
  }

  @Test
  void aNewerFormatIsRefused() throws SQLException {
    open().close();
    change("UPDATE meta SET value = 7 WHERE key = 'format'");
    refused(folder, Problem.NEWER_FORMAT, "format 7", "up to 4", "newer Alcove");
    change("UPDATE meta SET value = 4 WHERE key = 'format'");
    open().close();
  }

  @Test
  void aWorldOfTheFormatBeforeIsBroughtUpToThisOne() throws SQLException {
    try (LocalWorld world = open()) {
      world.storage().set(Given.ACME, "k", "1", OptionalLong.empty());
      world.queue().send(Given.run(Given.ACME, "kept"), Duration.ZERO);
    }
    change("ALTER TABLE queue DROP COLUMN held");
    change("DROP TABLE removals");
    change("UPDATE meta SET value = 2 WHERE key = 'format'");
    try (LocalWorld world = open()) {
      assertThat(world.queue().receive(Duration.ZERO).orElseThrow().run().id()).isEqualTo("kept");
    }
    change("ALTER TABLE queue DROP COLUMN held");
    change("DROP TABLE usage_days");
    change("DROP TABLE removals");
    change("UPDATE meta SET value = 1 WHERE key = 'format'");
    try (LocalWorld world = open()) {
      assertThat(world.storage().get(Given.ACME, "k")).isPresent();
      LocalDate day = LocalDate.EPOCH;
      world.usage().add(Given.ACME, day, Usage.of(Outcome.OK, Receipt.NOTHING));
      assertThat(world.usage().list(Given.ACME, day, day)).hasSize(1);
      assertThat(world.queue().receive(Duration.ZERO).orElseThrow().run().id()).isEqualTo("kept");
    }
    change("UPDATE meta SET value = 3 WHERE key = 'format' AND value = 1");
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAsItIs() throws SQLException {
    change("CREATE TABLE theirs (x)");
    refused(folder, Problem.NOT_A_WORLD, "is not an Alcove world");
    change("INSERT INTO theirs VALUES (1)");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Files.write(file(), "This is a letter, not a database. ".repeat(100).getBytes(UTF_8));
    refused(folder, Problem.NOT_A_WORLD, "is not an Alcove world", file().toString());
  }

  @Test
  void aDamagedFileIsSaid() throws IOException {
    try (LocalWorld world = open()) {
      for (int i = 0; i < 200; i++) {
        world
            .storage()
            .set(Given.ACME, "k" + i, "\"" + "x".repeat(1_000) + "\"", OptionalLong.empty());
      }
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] = (byte) 0xa5;
    }
    Files.write(file(), bytes);
    refused(folder, Problem.DAMAGED, "is damaged", "backup");
  }
}
