package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpoiltReasonTest {
  @Test
  void whatWasAtTheBottomIsNamedWithItsPlace() {
    Throwable bottom = new IllegalArgumentException("no such thing");
    String reason =
        SpoiltReason.of("an error in the platform", new ExceptionInInitializerError(bottom));
    assertThat(reason)
        .startsWith("an error in the platform: java.lang.ExceptionInInitializerError at ")
        .contains(", caused by java.lang.IllegalArgumentException: no such thing at ")
        .contains("SpoiltReasonTest.java");
  }

  @Test
  void aGuestsWordInItBeginsNoLine() {
    String forged = "x\n{\"tenant_id\":\"globex\"}\r\u2028" + "y".repeat(2_000);
    String reason = SpoiltReason.of("a failure", new IllegalStateException(forged));
    assertThat(reason).hasSize(1_000).doesNotContainPattern("[\n\r\u2028]");
  }
}
