package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogLine.Level;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.LogStore.Positioned;
import dev.alcove.domain.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LogStore} does. */
public abstract class LogStoreContract {
  private static final Optional<String> ANY_ENTRY = Optional.empty();
  private static final Optional<ExecutionId> ANY_RUN = Optional.empty();

  private TestClock clock;
  private LogStore logs;

  /** An empty store that lives by {@code clock}. Called once before each test. */
  protected abstract LogStore open(TestClock clock);

  /** Waits until all that was appended can be read, in a store that writes later. */
  protected void settle() {}

  @BeforeEach
  void openLogs() {
    clock = new TestClock();
    logs = open(clock);
  }

  private LogLine line(TenantId tenant, String entry, int execution, Level level, String message) {
    return new LogLine(
        clock.now(),
        tenant,
        APP,
        entry,
        Samples.execution(execution),
        level,
        message,
        "u1",
        entry + ".js",
        "{\"user_action\":\"create\",\"user_n\":[1,null]}");
  }

  private LogLine line(String message) {
    return line(ACME, "a", 1, Level.INFO, message);
  }

  private void append(LogLine... lines) {
    logs.append(List.of(lines));
    settle();
  }

  private List<String> messages(
      Optional<String> entry, Optional<ExecutionId> execution, Level least, int limit) {
    return logs.query(ACME, entry, execution, least, 0, limit).stream()
        .map(found -> found.line().message())
        .toList();
  }

  @Test
  void aLineComesBackAsItWas() {
    assertThat(logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 0, 10)).isEmpty();
    LogLine odd =
        new LogLine(
            clock.now().plusMillis(7),
            ACME,
            APP,
            "POST /a/{b}",
            Samples.execution(1),
            Level.WARN,
            "two\nlines \"ü\" \ud83e\udd8a \u0000",
            "",
            "a/b.ts",
            "{}");
    append(odd);
    assertThat(logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 0, 10))
        .singleElement()
        .extracting(Positioned::line)
        .isEqualTo(odd);
  }

  @Test
  void theOldestComeFirstAndPositionsGrow() {
    append(line("1"), line("2"));
    append();
    append(line("3"));
    List<Positioned> found = logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 0, 10);
    assertThat(found).extracting(one -> one.line().message()).containsExactly("1", "2", "3");
    assertThat(found).extracting(Positioned::position).isSorted().doesNotHaveDuplicates();
    assertThat(found.getFirst().position()).isPositive();
    assertThat(logs.newest()).isGreaterThanOrEqualTo(found.getLast().position());
  }

  @Test
  void canBeFollowed() {
    append(line("old"));
    long after = logs.newest();
    assertThat(logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, after, 10)).isEmpty();
    append(line("1"), line(ACME2, "a", 1, Level.INFO, "theirs"), line("2"), line("3"));
    List<String> seen = new ArrayList<>();
    List<Positioned> page;
    do {
      page = logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, after, 2);
      for (Positioned one : page) {
        seen.add(one.line().message());
        after = one.position();
      }
    } while (!page.isEmpty());
    assertThat(seen).containsExactly("1", "2", "3");
  }

  @Test
  void filtersHoldTogether() {
    append(
        line(ACME, "a", 1, Level.DEBUG, "1"),
        line(ACME, "a", 2, Level.INFO, "2"),
        line(ACME, "b", 3, Level.WARN, "3"),
        line(ACME, "a", 2, Level.ERROR, "4"),
        line(ACME, "a%", 4, Level.INFO, "5"));
    assertThat(messages(Optional.of("a"), ANY_RUN, Level.DEBUG, 10)).containsExactly("1", "2", "4");
    assertThat(messages(ANY_ENTRY, Optional.of(Samples.execution(2)), Level.DEBUG, 10))
        .containsExactly("2", "4");
    assertThat(messages(ANY_ENTRY, ANY_RUN, Level.INFO, 10)).containsExactly("2", "3", "4", "5");
    assertThat(messages(ANY_ENTRY, ANY_RUN, Level.WARN, 10)).containsExactly("3", "4");
    assertThat(messages(ANY_ENTRY, ANY_RUN, Level.ERROR, 10)).containsExactly("4");
    assertThat(messages(Optional.of("a"), ANY_RUN, Level.INFO, 1)).containsExactly("2");
    assertThat(messages(Optional.of("b"), Optional.of(Samples.execution(2)), Level.DEBUG, 10))
        .isEmpty();
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    append(line(ACME2, "a", 1, Level.INFO, "theirs"), line("ours"));
    assertThat(messages(Optional.of("a"), Optional.of(Samples.execution(1)), Level.DEBUG, 10))
        .containsExactly("ours");
  }

  @Test
  void givesAtMostSoManyLines() {
    int lines = LogStore.MOST_LINES + 5;
    logs.append(IntStream.range(0, lines).mapToObj(i -> line(String.valueOf(i))).toList());
    settle();
    assertThat(messages(ANY_ENTRY, ANY_RUN, Level.DEBUG, LogStore.MOST_LINES))
        .hasSize(LogStore.MOST_LINES)
        .startsWith("0", "1", "2")
        .endsWith(String.valueOf(LogStore.MOST_LINES - 1));
  }

  @Test
  void areKeptForTwoWeeks() {
    append(line("old"));
    clock.advance(Duration.ofDays(14).minusSeconds(1));
    append(line("new"));
    assertThat(messages(ANY_ENTRY, ANY_RUN, Level.DEBUG, 10)).containsExactly("old", "new");
  }

  @Test
  void linesOfOneRunKeepTheirOrderAmongManyWriters() {
    int each = 30;
    Race.of(
        4,
        racer ->
            () -> {
              for (int i = 0; i < each; i += 3) {
                List<LogLine> lines = new ArrayList<>();
                for (int j = i; j < i + 3; j++) {
                  lines.add(line(ACME, "a", racer, Level.INFO, String.valueOf(j)));
                }
                logs.append(lines);
              }
              return true;
            });
    settle();
    for (int racer = 0; racer < 4; racer++) {
      assertThat(messages(ANY_ENTRY, Optional.of(Samples.execution(racer)), Level.DEBUG, 100))
          .isEqualTo(IntStream.range(0, each).mapToObj(String::valueOf).toList());
    }
  }

  @Test
  void theLastLinesAreThoseThatAQueryWouldEndWith() {
    assertThat(logs.last(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 10)).isEmpty();
    for (int i = 0; i < 10; i++) {
      append(
          line(ACME, i % 2 == 0 ? "even" : "odd", i, Level.INFO, "m" + i),
          line(Samples.ACME2, "even", i, Level.ERROR, "theirs"));
    }
    append(line(ACME, "odd", 9, Level.DEBUG, "m10"));
    assertThat(logs.last(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 3))
        .extracting(found -> found.line().message())
        .containsExactly("m8", "m9", "m10");
    assertThat(logs.last(ACME, Optional.of("even"), ANY_RUN, Level.DEBUG, 2))
        .extracting(found -> found.line().message())
        .containsExactly("m6", "m8");
    assertThat(logs.last(ACME, ANY_ENTRY, Optional.of(Samples.execution(9)), Level.INFO, 2))
        .extracting(found -> found.line().message())
        .containsExactly("m9");
    assertThat(logs.last(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 100))
        .isEqualTo(logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 0, 100));
  }

  @Test
  void erasesOneTenantOnly() {
    append(line("ours"), line(Samples.ACME2, "a", 1, Level.INFO, "theirs"));
    logs.erase(ACME);
    logs.erase(ACME);
    assertThat(logs.query(ACME, ANY_ENTRY, ANY_RUN, Level.DEBUG, 0, 10)).isEmpty();
    assertThat(logs.query(Samples.ACME2, ANY_ENTRY, ANY_RUN, Level.DEBUG, 0, 10)).hasSize(1);
  }
}
