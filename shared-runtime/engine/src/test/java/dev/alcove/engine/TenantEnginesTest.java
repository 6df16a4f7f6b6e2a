package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TenantEnginesTest {
  private static final int TENANTS = 6;

  /** Two engines with such a bundle are more than {@link #ROOM}. */
  private static final int PADDING = 50_000;

  private static final long ROOM = 6L << 20;

  private static Guests of(String tenant, HostOperations host) {
    String source =
        """
        globalThis.runs = (globalThis.runs ?? 0) + 1;
        export async function main(x) { return [x, await host.start('wait', x), runs]; }
        //\
        """;
    return Guests.esm(source + "p".repeat(PADDING) + tenant)
        .of(tenant)
        .input("\"" + tenant + "\"")
        .host(host);
  }

  @Test
  void enginesThatGoWhileRunsAreOnThemAreMadeAgain() throws InterruptedException {
    HostOperations atOnce = (operation, json, bytes, completion) -> completion.succeed(json);
    CountDownLatch waiting = new CountDownLatch(TENANTS);
    List<HostOperations.Completion> held = new ArrayList<>();
    HostOperations holding =
        (operation, json, bytes, completion) -> {
          synchronized (held) {
            held.add(completion);
          }
          waiting.countDown();
        };
    try (GuestEngine engine = GuestEngine.create(Engines.withRoomFor(ROOM), System::nanoTime)) {
      List<CompletableFuture<GuestResult>> inFlight = new ArrayList<>();
      for (int i = 0; i < TENANTS; i++) {
        Guests guests = of("tenant-" + i, holding);
        inFlight.add(
            CompletableFuture.supplyAsync(() -> guests.on(engine), Thread::startVirtualThread));
      }
      waiting.await();
      // Each engine is in use, and most are out of the cache.
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < TENANTS; i++) {
          GuestResult result = of("tenant-" + i, atOnce).on(engine);
          assertThat(result.output()).isEqualTo("[\"tenant-%d\",\"tenant-%d\",1]", i, i);
          // In the first round the one that began last may still be there, whichever that was.
          assertThat(result.receipt().cold() || round == 0).isTrue();
        }
      }
      held.forEach(completion -> completion.succeed("\"late\""));
      for (int i = 0; i < TENANTS; i++) {
        assertThat(inFlight.get(i).join().output()).isEqualTo("[\"tenant-%d\",\"late\",1]", i);
      }
      assertThat(of("tenant-5", atOnce).on(engine).receipt().cold()).isFalse();
      assertThat(of("tenant-0", atOnce).on(engine).outcome()).isEqualTo(Outcome.OK);
      assertThat(engine.spoilt()).isFalse();
    }
  }
}
