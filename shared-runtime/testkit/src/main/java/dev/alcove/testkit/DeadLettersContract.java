package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.ScriptRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} does. */
public abstract class DeadLettersContract {
  private static final ScriptRef THEIRS = Samples.script(ACME2, "update-analytics");

  private TestClock clock;
  private DeadLetters letters;

  /** An empty store that lives by {@code clock}. Called once before each test. */
  protected abstract DeadLetters open(TestClock clock);

  @BeforeEach
  void openLetters() {
    clock = new TestClock();
    letters = open(clock);
  }

  private static DeadLetter letter(ScriptRef script, int number, String reason) {
    return new DeadLetter(
        Samples.run(script, number), Outcome.THREW, 4, reason, TestClock.START.plusSeconds(number));
  }

  @Test
  void aLetterIsThereUntilItIsRemoved() {
    DeadLetter letter = letter(SCRIPT, 1, "x is not a function");
    assertThat(letters.get(ACME, Samples.execution(1))).isEmpty();
    letters.put(letter);
    assertThat(letters.get(ACME, Samples.execution(1))).contains(letter);
    letters.remove(ACME, Samples.execution(1));
    letters.remove(ACME, Samples.execution(1));
    assertThat(letters.get(ACME, Samples.execution(1))).isEmpty();
    assertThat(letters.list(ACME, 10)).isEmpty();
  }

  /** A run that was redriven and failed again has one letter: the new one. */
  @Test
  void aLetterOfTheSameExecutionReplacesTheOld() {
    letters.put(letter(SCRIPT, 1, "first"));
    DeadLetter second =
        new DeadLetter(
            Samples.run(SCRIPT, 1),
            Outcome.DENIED,
            1,
            "second",
            TestClock.START.plus(Duration.ofHours(1)));
    letters.put(second);
    assertThat(letters.get(ACME, Samples.execution(1))).contains(second);
    assertThat(letters.list(ACME, 10)).containsExactly(second);
  }

  @Test
  void theNewestComeFirst() {
    List.of(2, 0, 3, 1).forEach(i -> letters.put(letter(SCRIPT, i, "r")));
    assertThat(letters.list(ACME, 10))
        .containsExactly(
            letter(SCRIPT, 3, "r"),
            letter(SCRIPT, 2, "r"),
            letter(SCRIPT, 1, "r"),
            letter(SCRIPT, 0, "r"));
    assertThat(letters.list(ACME, 1)).containsExactly(letter(SCRIPT, 3, "r"));
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    letters.put(letter(SCRIPT, 1, "ours"));
    letters.put(letter(THEIRS, 1, "theirs"));
    letters.put(letter(THEIRS, 2, "theirs"));
    assertThat(letters.get(ACME, Samples.execution(1))).contains(letter(SCRIPT, 1, "ours"));
    assertThat(letters.get(ACME, Samples.execution(2))).isEmpty();
    assertThat(letters.list(ACME, 10)).hasSize(1);
    letters.remove(ACME, Samples.execution(2));
    letters.remove(ACME, Samples.execution(1));
    assertThat(letters.list(ACME2, 10)).hasSize(2);
  }

  @Test
  void areKeptForTwoWeeks() {
    letters.put(letter(SCRIPT, 0, "r"));
    clock.advance(Duration.ofDays(14).minusSeconds(1));
    letters.put(letter(THEIRS, 1, "r"));
    assertThat(letters.list(ACME, 10)).hasSize(1);
    assertThat(letters.get(ACME, Samples.execution(0))).isPresent();
  }

  @Test
  void erasesOneTenantOnly() {
    letters.put(letter(SCRIPT, 1, "ours"));
    letters.put(letter(THEIRS, 1, "theirs"));
    letters.erase(ACME);
    letters.erase(ACME);
    assertThat(letters.list(ACME, 10)).isEmpty();
    assertThat(letters.list(ACME2, 10)).hasSize(1);
  }
}
