package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The one catchable error before a time limit. The ticker stands still but for the operations
 * {@code soon}, which leaves the guest a little, and {@code late}, which leaves it nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SoftTimeoutTest {
  private static final int WALL = 2_000;
  private static final int SOON = 1_950;

  private final HandTicker ticker = new HandTicker();
  private GuestEngine engine;

  @BeforeAll
  void open() {
    engine = GuestEngine.create(Engines.settings(10, 0, 1_000), ticker);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private GuestResult run(String body) {
    TestHost others = new TestHost();
    HostOperations host =
        (operation, json, bytes, completion) -> {
          if (operation.startsWith("soon")) {
            ticker.advance(SOON);
          } else if (operation.equals("late")) {
            ticker.advance(WALL);
          }
          others.start(operation.equals("soon.never") ? "never" : "echo", json, bytes, completion);
        };
    return Guests.body(body).host(host).soft().limits(WALL, 200_000, 64).on(engine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host.call('soon'); for (;;);",
        "host.call('soon.never');",
        "await host.start('soon.never');",
        "await new Promise(resolve => { setTimeout(resolve, 3_600_000); host.call('soon'); });",
        "await new Promise((_, reject) => { setTimeout(reject, 3_600_000, 1); host.call('soon');"
            + " });",
        """
        const sleep = ms => new Promise(resolve => setTimeout(resolve, ms, 'value'));
        const both = Promise.all([sleep(3_600_000), sleep(7_200_000)]);
        host.call('soon'); await both;
        """,
        // A timer of the guest's own fires after the deadline and before the limit.
        """
        const p = new Promise(resolve => setTimeout(() => { try { for (;;); } catch (e) { resolve(e); } }, 1_000));
        host.call('soon'); throw await p;
        """
      })
  void isCatchable(String wait) {
    GuestResult result =
        run(
            "try { "
                + wait
                + " } catch (e) { return [e.name, e.code, e instanceof Error, typeof e.then]; }");
    assertThat(result.output())
        .as(GuestFiles.shown(result))
        .isEqualTo("[\"TimeoutError\",\"TIMEOUT\",true,\"undefined\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host.call('soon'); for (;;);",
        "await new Promise(resolve => { setTimeout(resolve, 3_600_000); host.call('soon'); });"
      })
  void uncaughtItCountsAsTheLimit(String wait) {
    GuestResult result = run(wait);
    assertThat(result.outcome()).as(GuestFiles.shown(result)).isEqualTo(Outcome.WALL_EXCEEDED);
    assertThat(result.failure().orElseThrow().name()).isEqualTo("TimeoutError");
    assertThat(result.failure().orElseThrow().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(result.receipt().endedBy())
        .isEqualTo("wall: TimeoutError not caught, allowed 2000 ms");
  }

  @Test
  void uncaughtItIsPlacedInTheAuthorsSource() {
    GuestResult result = run("host.call('soon'); for (;;);");
    assertThat(result.failure().orElseThrow().place().orElseThrow().module()).isEqualTo("main.js");
  }

  @Test
  void comesOnce() {
    GuestResult result =
        run("host.call('soon'); try { for (;;); } catch {} host.call('late'); for (;;);");
    assertThat(result.failure().orElseThrow().name()).isEqualTo("Error");
    assertThat(result.outcome()).isEqualTo(Outcome.WALL_EXCEEDED);
  }

  /** Nobody can tell which promise a function of the guest's own would settle. */
  @Test
  void aTimerWithAFunctionOfTheGuestsOwnIsNamedByTheLimit() {
    HostOperations advancing =
        (operation, json, bytes, completion) -> {
          Thread guest = Thread.currentThread();
          Thread.ofVirtual().start(() -> passTheLimitWhenWaits(guest));
          completion.succeed("1");
        };
    GuestResult result =
        Guests.body(
                "host.call('go');"
                    + " await new Promise(resolve => setTimeout(() => resolve(1), 3_600_000));")
            .host(advancing)
            .soft()
            .limits(WALL, 200_000, 64)
            .on(engine);
    assertThat(result.outcome()).isEqualTo(Outcome.WALL_EXCEEDED);
    assertThat(result.failure().orElseThrow().message())
        .isEqualTo("The run took longer than 2000 ms: it was waiting for a timer.");
    assertThat(result.receipt().endedBy()).endsWith("allowed 2000 ms, waiting for a timer");
  }

  private void passTheLimitWhenWaits(Thread guest) {
    while (guest.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    ticker.advance(WALL);
  }
}
