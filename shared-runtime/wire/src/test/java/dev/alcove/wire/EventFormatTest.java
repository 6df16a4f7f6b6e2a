package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormatTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "17",
        "12.50",
        "1E+21",
        "12345678901234567890.123",
        "[[]]",
        "{\"__proto__\":{\"b\":1,\"a\":2}}",
        "\"\\ud83e\""
      })
  void dataKeepsItsDigitsAndItsOrder(String data) {
    Event event = with(data);
    assertThat(EventFormat.read(EventFormat.write(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 2", "{\"a\":1},\"tenant\":\"other\"", "undefined", "{a:1}"})
  void dataThatIsNoJsonIsNotWritten(String data) {
    assertThatThrownBy(() -> EventFormat.write(with(data)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("This is not JSON: ");
  }

  @Test
  void deepDataIsRefusedWithoutOverflow() {
    String data = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> EventFormat.write(with(data))).isInstanceOf(FormatException.class);
  }

  @Test
  void readsTheEnvelopeThatEventBridgeDelivers() {
    String envelope =
        EventFormat.write(Samples.EVENT)
            .text()
            .replaceFirst(
                "\\{",
                "{\"version\":\"0\",\"id\":\"x\",\"account\":\"1\",\"region\":\"r\",\"resources\":[],"
                    + "\"time\":\"2026-01-01T00:00:00Z\",");
    assertThat(EventFormat.read(Bytes.utf8(envelope))).isEqualTo(Samples.EVENT);
  }

  private static Event with(String data) {
    Event s = Samples.EVENT;
    return new Event(
        s.id(), s.tenant(), s.source(), s.type(), data, s.hop(), s.root(), s.time(), s.userId());
  }
}
