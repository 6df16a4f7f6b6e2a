package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Scheduler.Tick;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickFormatTest {
  private static final Instant TIME = Instant.parse("2026-03-02T08:00:00Z");
  private static final Tick TICK =
      new Tick(Samples.SCHEDULE.name(), Samples.SCHEDULE.script(), TIME);

  @Test
  void whatSchedulerFillsInIsATick() {
    String filled =
        TickFormat.write(Samples.SCHEDULE)
            .text()
            .replace(TickFormat.TIME_PLACE, "2026-03-02T08:00:00Z");
    assertThat(TickFormat.read(Bytes.utf8(filled))).isEqualTo(TICK);
  }

  @Test
  void aTickComesBackAsItWas() {
    assertThat(TickFormat.read(TickFormat.write(TICK))).isEqualTo(TICK);
  }

  @Test
  void aTickWithoutItsTimeIsRefused() {
    assertThatThrownBy(() -> TickFormat.read(TickFormat.write(Samples.SCHEDULE)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("time");
  }
}
