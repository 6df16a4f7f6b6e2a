package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SmallHeapTest {
  private static final List<String> CASES =
      List.of("T01", "T03", "T04", "T08", "C01", "C02", "C04", "C07", "C10", "C12", "D01", "A20");

  @Test
  void memoryLimitsHoldForSeveralRunsAtOnce() throws IOException, InterruptedException {
    String said =
        ChildJvm.run(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"), SmallHeap.class, CASES);
    assertThat(said).contains(SmallHeap.GOOD + ": " + CASES.size());
  }
}
