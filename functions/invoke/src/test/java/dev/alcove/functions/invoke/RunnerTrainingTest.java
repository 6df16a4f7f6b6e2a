package dev.alcove.functions.invoke;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RunnerTrainingTest {
  /** Where the image is built there is neither AWS nor a network. */
  @Test
  void itNeedsNobody() {
    assertThatCode(() -> RunnerTraining.main(new String[0])).doesNotThrowAnyException();
  }
}
