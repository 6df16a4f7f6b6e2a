package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Admission;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.ScriptRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Admission} does. */
public abstract class AdmissionContract {
  private static final Instant NOW = TestClock.START;
  private static final Instant UNTIL = NOW.plusSeconds(30);
  private static final ExecutionId FIRST = Samples.execution(1);
  private static final ExecutionId SECOND = Samples.execution(2);
  private static final ExecutionId THIRD = Samples.execution(3);
  private static final int RACERS = 6;
  private static final int ROUNDS = 20;

  private Admission admission;

  /** Nothing taken yet, over {@code clock}. Called once before each test. */
  protected abstract Admission open(TestClock clock);

  @BeforeEach
  void openAdmission() {
    admission = open(new TestClock());
  }

  @Test
  void leasesNoMoreThanTheRateInASecond() {
    assertThat(admission.leaseTokens(ACME, 4, 10, NOW)).isEqualTo(4);
    assertThat(admission.leaseTokens(ACME, 0, 10, NOW)).isZero();
    assertThat(admission.leaseTokens(ACME, 4, 10, NOW.plusMillis(500))).isEqualTo(4);
    assertThat(admission.leaseTokens(ACME, 4, 10, NOW.plusMillis(999))).isEqualTo(2);
    assertThat(admission.leaseTokens(ACME, 1, 10, NOW.plusMillis(999))).isZero();
    assertThat(admission.leaseTokens(ACME, 25, 10, NOW.plusSeconds(1))).isEqualTo(10);
    assertThat(admission.leaseTokens(ACME, 1, 10, NOW.plusSeconds(3_600))).isEqualTo(1);
  }

  @Test
  void eachTenantHasItsOwnTokens() {
    assertThat(admission.leaseTokens(ACME, 10, 10, NOW)).isEqualTo(10);
    assertThat(admission.leaseTokens(ACME2, 10, 10, NOW)).isEqualTo(10);
  }

  @Test
  void thoseWhoRaceForTokensNeverGetMoreThanTheRate() {
    for (int round = 0; round < ROUNDS; round++) {
      Instant second = NOW.plusSeconds(round);
      List<Integer> granted =
          Race.of(RACERS, racer -> () -> admission.leaseTokens(ACME, 3, 10, second));
      assertThat(granted).allMatch(tokens -> tokens >= 0 && tokens <= 3);
      assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
    }
  }

  @Test
  void givesAsManySlotsAsThereAre() {
    assertThat(admission.takeSlot(ACME, FIRST, 2, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, SECOND, 2, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, THIRD, 2, NOW, UNTIL)).isFalse();
    assertThat(admission.takeSlot(ACME2, THIRD, 2, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, THIRD, 3, NOW, UNTIL)).isTrue();
  }

  @Test
  void aSlotGivenBackIsFree() {
    assertThat(admission.takeSlot(ACME, FIRST, 1, NOW, UNTIL)).isTrue();
    admission.releaseSlot(ACME, SECOND);
    admission.releaseSlot(ACME2, FIRST);
    assertThat(admission.takeSlot(ACME, SECOND, 1, NOW, UNTIL)).isFalse();
    admission.releaseSlot(ACME, FIRST);
    admission.releaseSlot(ACME, FIRST);
    assertThat(admission.takeSlot(ACME, SECOND, 1, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, THIRD, 1, NOW, UNTIL)).isFalse();
  }

  @Test
  void aSlotIsFreeFromTheMomentOfItsExpiry() {
    assertThat(admission.takeSlot(ACME, FIRST, 1, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, SECOND, 1, UNTIL.minusMillis(1), UNTIL)).isFalse();
    assertThat(admission.takeSlot(ACME, SECOND, 1, UNTIL, UNTIL.plusSeconds(30))).isTrue();
    admission.releaseSlot(ACME, FIRST);
    assertThat(admission.takeSlot(ACME, THIRD, 1, UNTIL, UNTIL.plusSeconds(30))).isFalse();
  }

  /** A run that is tried again takes the slot that it has. */
  @Test
  void aHolderHasOneSlotHoweverOftenItTakesIt() {
    assertThat(admission.takeSlot(ACME, FIRST, 2, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, FIRST, 2, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, SECOND, 2, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, FIRST, 2, NOW, UNTIL.plusSeconds(30))).isTrue();
    assertThat(admission.takeSlot(ACME, THIRD, 2, NOW, UNTIL)).isFalse();
    assertThat(admission.takeSlot(ACME, THIRD, 2, UNTIL, UNTIL.plusSeconds(30))).isTrue();
    assertThat(admission.takeSlot(ACME, SECOND, 2, UNTIL, UNTIL.plusSeconds(30))).isFalse();
  }

  @Test
  void thoseWhoRaceForSlotsGetAsManyAsThereAre() {
    for (int round = 0; round < ROUNDS; round++) {
      Instant now = NOW.plusSeconds(60L * round);
      List<Boolean> taken =
          Race.of(
              RACERS,
              racer ->
                  () ->
                      admission.takeSlot(
                          ACME, Samples.execution(racer), 2, now, now.plusSeconds(60)));
      assertThat(taken).filteredOn(got -> got).hasSize(2);
    }
  }

  @Test
  void aScriptIsBusyForOthersUntilReleased() {
    assertThat(admission.takeBusy(SCRIPT, FIRST, NOW, UNTIL)).isTrue();
    assertThat(admission.takeBusy(SCRIPT, SECOND, NOW, UNTIL)).isFalse();
    assertThat(admission.takeBusy(SCRIPT, FIRST, NOW, UNTIL)).isTrue();
    ScriptRef theirs = Samples.script(ACME2, SCRIPT.script().value());
    assertThat(admission.takeBusy(theirs, SECOND, NOW, UNTIL)).isTrue();
    assertThat(admission.takeBusy(Samples.script(ACME, "other"), SECOND, NOW, UNTIL)).isTrue();
    admission.releaseBusy(SCRIPT, SECOND);
    assertThat(admission.takeBusy(SCRIPT, SECOND, NOW, UNTIL)).isFalse();
    admission.releaseBusy(SCRIPT, FIRST);
    admission.releaseBusy(SCRIPT, FIRST);
    assertThat(admission.takeBusy(SCRIPT, SECOND, NOW, UNTIL)).isTrue();
  }

  @Test
  void aScriptIsFreeFromTheMomentOfItsExpiry() {
    assertThat(admission.takeBusy(SCRIPT, FIRST, NOW, UNTIL)).isTrue();
    assertThat(admission.takeBusy(SCRIPT, SECOND, UNTIL.minusMillis(1), UNTIL)).isFalse();
    assertThat(admission.takeBusy(SCRIPT, SECOND, UNTIL, UNTIL.plusSeconds(30))).isTrue();
    admission.releaseBusy(SCRIPT, FIRST);
    assertThat(admission.takeBusy(SCRIPT, THIRD, UNTIL, UNTIL.plusSeconds(30))).isFalse();
    assertThat(admission.takeBusy(SCRIPT, SECOND, UNTIL, UNTIL.plusSeconds(60))).isTrue();
    assertThat(admission.takeBusy(SCRIPT, THIRD, UNTIL.plusSeconds(30), UNTIL.plusSeconds(60)))
        .isFalse();
  }

  @Test
  void ofThoseWhoRaceForAScriptOneGetsIt() {
    for (int round = 0; round < ROUNDS; round++) {
      ScriptRef script = Samples.script(ACME, "s" + round);
      List<Boolean> taken =
          Race.of(
              RACERS,
              racer -> () -> admission.takeBusy(script, Samples.execution(racer), NOW, UNTIL));
      assertThat(taken).containsOnlyOnce(true);
    }
  }

  @Test
  void countsTheDescendantsOfEachRoot() {
    Instant expires = NOW.plusSeconds(86_400);
    assertThat(admission.countDescendants(ACME, "root-1", 3, expires)).isEqualTo(3);
    assertThat(admission.countDescendants(ACME, "root-1", 1, expires)).isEqualTo(4);
    assertThat(admission.countDescendants(ACME, "root-1", 0, expires)).isEqualTo(4);
    assertThat(admission.countDescendants(ACME, "root-2", 1, expires)).isEqualTo(1);
    assertThat(admission.countDescendants(ACME2, "root-1", 1, expires)).isEqualTo(1);
  }

  @Test
  void noDescendantIsLost() {
    List<Integer> counts =
        Race.of(
            RACERS,
            racer ->
                () -> {
                  int last = 0;
                  for (int i = 0; i < ROUNDS; i++) {
                    last = admission.countDescendants(ACME, "r", 2, NOW.plusSeconds(60));
                  }
                  return last;
                });
    assertThat(counts).contains(RACERS * ROUNDS * 2).doesNotHaveDuplicates();
  }
}
