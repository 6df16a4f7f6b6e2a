package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.SourcePlace;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.VersionHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunRecords} does. */
public abstract class RunRecordsContract {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final Instant NOW = TestClock.START;

  private TestClock clock;
  private RunRecords runs;

  /** Empty records that live by {@code clock}. Called once before each test. */
  protected abstract RunRecords open(TestClock clock);

  @BeforeEach
  void openRecords() {
    clock = new TestClock();
    runs = open(clock);
  }

  private static RunRecord started(
      TenantId tenant, ExecutionId execution, String entry, Instant time) {
    return new RunRecord(
        execution,
        tenant,
        APP,
        entry,
        Optional.empty(),
        TriggeredBy.CRON,
        1,
        time,
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Receipt.NOTHING);
  }

  private static RunRecord ended(RunRecord run, int attempt, Outcome outcome) {
    return new RunRecord(
        run.execution(),
        run.tenant(),
        run.app(),
        run.entry(),
        Optional.of(new VersionHash("0123456789abcdef".repeat(4))),
        run.triggeredBy(),
        attempt,
        run.time(),
        Optional.of(run.time().plusMillis(12)),
        Optional.of(outcome),
        "ab".repeat(32),
        "{\"text\":\"ü \ud83e\udd8a\"}",
        Optional.of(
            new Failure(
                ErrorCode.SCRIPT_THREW,
                "TypeError",
                "x is not a function",
                Optional.of(new SourcePlace("a.js", 3, 7, "  x();")),
                List.of("at f (a.js:3:7)"))),
        new Receipt(
            1,
            2,
            3,
            Receipt.Realm.PREPARED,
            "",
            new TreeMap<>(java.util.Map.of("kv.get", new Receipt.Calls(4, 5))),
            6,
            7,
            true,
            2,
            8,
            "wall_ms"));
  }

  private List<Integer> listed(Optional<String> entry, Optional<Outcome> outcome, int limit) {
    return runs.list(ACME, entry, outcome, limit).stream()
        .map(run -> Integer.parseInt(run.execution().value().substring("exec-".length())))
        .toList();
  }

  @Test
  void aRecordIsReplacedByALaterOneOfTheSameRun() {
    RunRecord started = started(ACME, Samples.execution(1), "nightly", NOW);
    assertThat(runs.get(ACME, started.execution())).isEmpty();
    runs.put(started);
    assertThat(runs.get(ACME, started.execution())).contains(started);
    RunRecord ended = ended(started, 2, Outcome.THREW);
    runs.put(ended);
    assertThat(runs.get(ACME, started.execution())).contains(ended);
    assertThat(runs.list(ACME, Optional.empty(), Optional.empty(), 10)).containsExactly(ended);
  }

  @Test
  void theNewestComeFirst() {
    List.of(2, 0, 3, 1)
        .forEach(i -> runs.put(started(ACME, Samples.execution(i), "nightly", NOW.plusMillis(i))));
    assertThat(listed(Optional.empty(), Optional.empty(), 10)).containsExactly(3, 2, 1, 0);
    assertThat(listed(Optional.empty(), Optional.empty(), 2)).containsExactly(3, 2);
  }

  @Test
  void runsOfTheSameMomentAreAllThere() {
    for (int i = 0; i < 5; i++) {
      runs.put(started(ACME, Samples.execution(i), "nightly", NOW));
    }
    assertThat(listed(Optional.empty(), Optional.empty(), 10))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void listsByEntryAndOutcome() {
    List<Outcome> outcomes = List.of(Outcome.OK, Outcome.THREW, Outcome.OK, Outcome.CPU_EXCEEDED);
    List<String> entries = List.of("a", "POST /a/{b}#%_", "POST /a/{b}#%_", "A");
    for (int i = 0; i < 4; i++) {
      runs.put(
          ended(
              started(ACME, Samples.execution(i), entries.get(i), NOW.plusSeconds(i)),
              1,
              outcomes.get(i)));
    }
    runs.put(started(ACME, Samples.execution(4), "a", NOW.plusSeconds(4)));
    Optional<String> post = Optional.of("POST /a/{b}#%_");
    assertThat(listed(Optional.of("a"), Optional.empty(), 10)).containsExactly(4, 0);
    assertThat(listed(post, Optional.empty(), 10)).containsExactly(2, 1);
    assertThat(listed(post, Optional.empty(), 1)).containsExactly(2);
    assertThat(listed(post, Optional.of(Outcome.THREW), 10)).containsExactly(1);
    assertThat(listed(Optional.empty(), Optional.of(Outcome.OK), 10)).containsExactly(2, 0);
    assertThat(listed(Optional.empty(), Optional.of(Outcome.OK), 1)).containsExactly(2);
    assertThat(listed(Optional.of("b"), Optional.empty(), 10)).isEmpty();
    assertThat(listed(Optional.of("a"), Optional.of(Outcome.THREW), 10)).isEmpty();
  }

  /** A filter must not make a store stop at a page that has no match. */
  @Test
  void findsTheOneAmongMany() {
    for (int i = 0; i <= RunRecords.MOST_LISTED; i++) {
      RunRecord run = started(ACME, Samples.execution(i), "nightly", NOW.plusMillis(i));
      runs.put(ended(run, 1, i == 0 ? Outcome.MEMORY_EXCEEDED : Outcome.OK));
    }
    assertThat(listed(Optional.empty(), Optional.of(Outcome.MEMORY_EXCEEDED), 1))
        .containsExactly(0);
    assertThat(listed(Optional.empty(), Optional.empty(), RunRecords.MOST_LISTED))
        .hasSize(RunRecords.MOST_LISTED)
        .startsWith(RunRecords.MOST_LISTED)
        .endsWith(1);
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    RunRecord ours = started(ACME, Samples.execution(1), "nightly", NOW);
    RunRecord theirs = ended(started(ACME2, Samples.execution(1), "nightly", NOW), 1, Outcome.OK);
    runs.put(ours);
    runs.put(theirs);
    runs.put(started(ACME2, Samples.execution(2), "nightly", NOW));
    assertThat(runs.get(ACME, Samples.execution(1))).contains(ours);
    assertThat(runs.get(ACME2, Samples.execution(1))).contains(theirs);
    assertThat(runs.get(ACME, Samples.execution(2))).isEmpty();
    assertThat(runs.list(ACME, Optional.empty(), Optional.empty(), 10)).containsExactly(ours);
  }

  @Test
  void areKeptForTwoWeeks() {
    RunRecord run = started(ACME, Samples.execution(1), "nightly", NOW);
    runs.put(run);
    clock.advance(KEPT.minusSeconds(1));
    runs.put(started(ACME, Samples.execution(2), "nightly", clock.now()));
    assertThat(runs.get(ACME, run.execution())).contains(run);
    assertThat(listed(Optional.empty(), Optional.empty(), 10)).containsExactly(2, 1);
  }

  @Test
  void writtenByManyAtOnceNothingIsLost() {
    Race.of(
        4,
        racer ->
            () -> {
              Stream.iterate(racer, i -> i + 4)
                  .limit(10)
                  .forEach(i -> runs.put(started(ACME, Samples.execution(i), "a", NOW)));
              return true;
            });
    assertThat(listed(Optional.empty(), Optional.empty(), 100)).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void erasesOneTenantOnly() {
    runs.put(started(ACME, Samples.execution(1), "a", NOW));
    runs.put(started(Samples.ACME2, Samples.execution(1), "a", NOW));
    runs.erase(ACME);
    runs.erase(ACME);
    assertThat(runs.get(ACME, Samples.execution(1))).isEmpty();
    assertThat(runs.get(Samples.ACME2, Samples.execution(1))).isPresent();
  }
}
