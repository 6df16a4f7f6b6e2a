package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Outcome;
import org.junit.jupiter.api.Test;

final class FirstRunTest {
  @Test
  void callsAnExport() {
    try (GuestEngine engine = GuestEngine.create(EngineSettings.DEFAULT, System::nanoTime)) {
      GuestResult result =
          Guests.esm("export const main = x => ({ got: x })").input("[1]").on(engine);
      assertThat(result.outcome()).isEqualTo(Outcome.OK);
      assertThat(result.output()).isEqualTo("{\"got\":[1]}");
    }
  }
}
