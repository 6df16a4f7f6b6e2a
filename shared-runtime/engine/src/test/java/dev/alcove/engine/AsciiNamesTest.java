package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What names of files the operating system can hold is nothing to guests. */
final class AsciiNamesTest {
  @Test
  void guestsRunWhereFileNamesAreAscii() throws IOException, InterruptedException {
    String said =
        ChildJvm.run(List.of("-Dsun.jnu.encoding=ANSI_X3.4-1968"), AsciiNames.class, List.of());
    assertThat(said.strip()).endsWith("OK [42,\"not there\"] Optional.empty [] Optional.empty");
  }
}
