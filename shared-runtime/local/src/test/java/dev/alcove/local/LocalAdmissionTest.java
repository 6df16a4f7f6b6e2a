package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Admission;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.ScriptRef;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAdmissionTest {
  private static final Instant NOW = Given.START;
  private static final ExecutionId ONE = new ExecutionId("one");
  private static final ExecutionId TWO = new ExecutionId("two");
  private static final ScriptRef SCRIPT = Given.script(Given.ACME, "job");

  @TempDir Path folder;

  private LocalWorld world;
  private Admission admission;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
    admission = world.admission();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void neverLeasesMoreThanTheRate() {
    assertThat(admission.leaseTokens(Given.ACME, 3, 5, NOW)).isEqualTo(3);
    assertThat(admission.leaseTokens(Given.ACME, 3, 5, NOW.plusMillis(700))).isEqualTo(2);
    assertThat(admission.leaseTokens(Given.ACME, 3, 5, NOW.plusMillis(999))).isZero();
    assertThat(admission.leaseTokens(Given.BETA, 3, 5, NOW)).isEqualTo(3);
    assertThat(admission.leaseTokens(Given.ACME, 9, 5, NOW.plusMillis(1_000))).isEqualTo(5);
    assertThat(admission.leaseTokens(Given.ACME, 1, 4, NOW.plusMillis(1_000))).isZero();
  }

  @Test
  void slotsAreGivenBackOrExpire() {
    Instant until = NOW.plusSeconds(10);
    assertThat(admission.takeSlot(Given.ACME, ONE, 1, NOW, until)).isTrue();
    assertThat(admission.takeSlot(Given.ACME, ONE, 1, NOW, until)).isTrue();
    assertThat(admission.takeSlot(Given.ACME, TWO, 1, NOW, until)).isFalse();
    assertThat(admission.takeSlot(Given.BETA, TWO, 1, NOW, until)).isTrue();
    admission.releaseSlot(Given.ACME, TWO);
    assertThat(admission.takeSlot(Given.ACME, TWO, 1, NOW, until)).isFalse();
    admission.releaseSlot(Given.ACME, ONE);
    assertThat(admission.takeSlot(Given.ACME, TWO, 1, NOW, until)).isTrue();
    assertThat(admission.takeSlot(Given.ACME, ONE, 1, until.minusMillis(1), until)).isFalse();
    assertThat(admission.takeSlot(Given.ACME, ONE, 1, until, until.plusSeconds(1))).isTrue();
  }

  @Test
  void aBusyMarkKeepsOthersOutUntilItsTimeIsOver() {
    Instant until = NOW.plusSeconds(10);
    assertThat(admission.takeBusy(SCRIPT, ONE, NOW, until)).isTrue();
    assertThat(admission.takeBusy(SCRIPT, TWO, NOW, until)).isFalse();
    assertThat(admission.takeBusy(SCRIPT, ONE, NOW, until)).isTrue();
    admission.releaseBusy(SCRIPT, TWO);
    assertThat(admission.takeBusy(SCRIPT, TWO, until.minusMillis(1), until)).isFalse();
    assertThat(admission.takeBusy(SCRIPT, TWO, until, until.plusSeconds(1))).isTrue();
    admission.releaseBusy(SCRIPT, TWO);
    assertThat(admission.takeBusy(SCRIPT, ONE, NOW, until)).isTrue();
  }

  @Test
  void descendantsAreCountedOverARestart() {
    Instant expires = NOW.plusSeconds(60);
    assertThat(admission.countDescendants(Given.ACME, "r", 2, expires)).isEqualTo(2);
    assertThat(admission.countDescendants(Given.ACME, "r", 3, expires)).isEqualTo(5);
    assertThat(admission.countDescendants(Given.BETA, "r", 1, expires)).isEqualTo(1);
    close();
    open();
    assertThat(admission.countDescendants(Given.ACME, "r", 1, expires)).isEqualTo(6);
  }
}
