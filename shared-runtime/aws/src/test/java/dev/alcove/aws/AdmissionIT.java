package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Admission;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Admission over several processes, with more slots than one group has, and clocks that differ. */
class AdmissionIT {
  private static final TenantId ACME = new TenantId("acme");
  private static final Instant NOW = TestClock.START;
  private static final Instant UNTIL = NOW.plusSeconds(30);

  private final TestClock clock = new TestClock();
  private final EmulatedAws aws = new EmulatedAws(clock);
  private final Admission admission = aws.ports().admission();

  @BeforeEach
  void open() {
    aws.withTables();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static ExecutionId holder(int number) {
    return new ExecutionId("exec-" + number);
  }

  @Test
  void severalGroupsTogetherHaveAllSlotsAndNoMore() {
    int most = 2 * Slots.GROUP + 3;
    for (int i = 0; i < most; i++) {
      assertThat(admission.takeSlot(ACME, holder(i), most, NOW, UNTIL)).as("slot %d", i).isTrue();
    }
    assertThat(admission.takeSlot(ACME, holder(most), most, NOW, UNTIL)).isFalse();
    admission.releaseSlot(ACME, holder(7));
    assertThat(admission.takeSlot(ACME, holder(most), most, NOW, UNTIL)).isTrue();
    assertThat(admission.takeSlot(ACME, holder(7), most, NOW, UNTIL)).isFalse();
    assertThat(admission.takeSlot(ACME, holder(7), most, UNTIL, UNTIL.plusSeconds(1))).isTrue();
  }

  @Test
  void anotherProcessCanGiveASlotBack() {
    assertThat(admission.takeSlot(ACME, holder(1), 1, NOW, UNTIL)).isTrue();
    try (AwsPorts other = aws.open(clock, AwsClients.smallHttp())) {
      assertThat(other.ports().admission().takeSlot(ACME, holder(2), 1, NOW, UNTIL)).isFalse();
      other.ports().admission().releaseSlot(ACME, holder(1));
      assertThat(other.ports().admission().takeSlot(ACME, holder(2), 1, NOW, UNTIL)).isTrue();
    }
  }

  /** Five seconds apart, two processes still share one rate; whose clock is an hour ahead waits. */
  @Test
  void clocksThatDifferGiveNobodyMore() {
    Instant ahead = NOW.plusSeconds(5);
    assertThat(admission.leaseTokens(ACME, 6, 10, ahead)).isEqualTo(6);
    assertThat(admission.leaseTokens(ACME, 6, 10, NOW)).isEqualTo(4);
    assertThat(admission.leaseTokens(ACME, 6, 10, NOW)).isZero();
    assertThat(admission.leaseTokens(ACME, 6, 10, NOW.plusSeconds(3_600))).isEqualTo(6);
    assertThat(admission.leaseTokens(ACME, 6, 10, NOW.plusSeconds(6))).isEqualTo(6);
  }
}
