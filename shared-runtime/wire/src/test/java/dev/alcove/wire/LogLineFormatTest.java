package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.LogLine;
import org.junit.jupiter.api.Test;

class LogLineFormatTest {
  @Test
  void platformsFieldsWin() {
    LogLine line = line("m", "{\"tenant_id\":\"evil\",\"v\":9,\"user_id\":\"evil\",\"user_a\":1}");
    LogLine read = LogLineFormat.read(LogLineFormat.write(line));
    assertThat(read).isEqualTo(line("m", "{\"user_a\":1}"));
  }

  @Test
  void halfOfASurrogatePairSurvives() {
    LogLine line = line("half \ud83e and whole \ud83e\udd8a", "{\"user_a\":\"\\ud83e\"}");
    Bytes written = LogLineFormat.write(line);
    assertThat(LogLineFormat.read(written)).isEqualTo(line);
    assertThat(written.text()).contains("half \\ud83e and whole 🦊");
  }

  private static LogLine line(String message, String fields) {
    LogLine s = Samples.LOG_LINE;
    return new LogLine(
        s.time(),
        s.tenant(),
        s.app(),
        s.entry(),
        s.execution(),
        s.level(),
        message,
        s.userId(),
        s.sourceFile(),
        fields);
  }
}
