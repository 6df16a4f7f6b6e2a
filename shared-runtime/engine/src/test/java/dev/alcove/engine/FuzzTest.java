package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Outcome;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever a program does, it ends by a limit at the latest, and the next tenant's run finds
 * everything as ever. {@code -Dfuzz.programs} and {@code -Dfuzz.seed} choose how many and which.
 */
final class FuzzTest {
  private static final Set<Outcome> FAIR =
      EnumSet.of(
          Outcome.OK,
          Outcome.THREW,
          Outcome.WALL_EXCEEDED,
          Outcome.CPU_EXCEEDED,
          Outcome.MEMORY_EXCEEDED,
          Outcome.STACK_EXCEEDED,
          Outcome.OUTPUT_EXCEEDED);

  @Test
  void randomProgramsHarmNobody() {
    int programs = Integer.getInteger("fuzz.programs", 200);
    long first = Long.getLong("fuzz.seed", 1);
    try (GuestEngine engine = Engines.create()) {
      int builtIns =
          Integer.parseInt(
              Guests.body(FuzzPrograms.BUILT_INS + "return B.length;").on(engine).output());
      assertThat(builtIns).isGreaterThan(400);
      for (long seed = first; seed < first + programs; seed++) {
        String body = FuzzPrograms.body(seed, builtIns);
        boolean endpoint = seed % 2 == 0;
        GuestResult result =
            Guests.body(body)
                .dialect(endpoint, endpoint)
                .host(new TestHost())
                .limits(300, 10_000, 64)
                .on(engine);
        String what = "seed " + seed + ": " + GuestFiles.shown(result) + "\n" + body;
        assertThat(FAIR).as(what).contains(result.outcome());
        assertThat(GuestFiles.shown(result))
            .as(what)
            .doesNotContain(TestHost.SECRET, "java.", "com.oracle", "org.graalvm", "alcove:");
        assertThat(result.spoilt()).as(what).isFalse();
        HostileTest.assertUnharmed(engine);
      }
    }
  }
}
