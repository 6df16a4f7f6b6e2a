package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunTest {
  private GuestEngine engine;

  @BeforeAll
  void open() {
    engine = Engines.create();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void receiptSaysWhatWasUsed() {
    Guests guests =
        Guests.body("host.call('echo', 'four'); await host.start('later.x', 1); return input;")
            .input("[1,2]")
            .host(new TestHost())
            .of("receipts");
    Receipt first = guests.on(engine).receipt();
    assertThat(first.cold()).isTrue();
    assertThat(first.realm()).isEqualTo(Receipt.Realm.MADE);
    assertThat(first.wallMicros()).isPositive();
    assertThat(first.cpuMicros()).isPositive();
    assertThat(first.allocatedBytes()).isPositive();
    assertThat(first.hostCalls()).containsOnlyKeys("echo", "later.x");
    assertThat(first.bytesIn()).isEqualTo(5 + 6 + 1);
    assertThat(first.bytesOut()).isEqualTo(5 + 6 + 1);
    assertThat(first.endedBy()).isEmpty();
    assertThat(guests.on(engine).receipt().cold()).isFalse();
  }

  @Test
  void aLimitIsNamedWithWhatWasUsedAndAllowed() {
    GuestResult result = Guests.body("for (;;);").limits(200, 200_000, 64).on(engine);
    assertThat(result.receipt().endedBy()).startsWith("wall: used 2").endsWith("allowed 200 ms");
    result = Guests.body("for (;;) host.call('echo');").host(new TestHost()).on(engine);
    assertThat(result.outcome()).isEqualTo(Outcome.HOST_CALLS_EXCEEDED);
    assertThat(result.receipt().endedBy()).isEqualTo("hostCalls: used 1001, allowed 1000");
  }

  @Test
  void consoleIsNotAHostCall() {
    GuestResult result =
        Guests.body("for (let i = 0; i < 1500; i++) log('x'); return 'ok';")
            .host(new TestHost())
            .on(engine);
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.receipt().hostCalls().values())
        .extracting(Receipt.Calls::count)
        .containsExactly(1500);
  }

  @Test
  void cancelEndsARunThatSpinsAndOneThatWaits() throws ExecutionException, InterruptedException {
    for (String body : List.of("host.call('go'); for (;;);", "await host.start('go')")) {
      CountDownLatch started = new CountDownLatch(1);
      HostOperations host =
          (operation, json, bytes, completion) -> {
            started.countDown();
            if (body.contains("for")) {
              completion.succeed("1");
            }
          };
      Cancellation cancellation = new Cancellation();
      CompletableFuture<GuestResult> result =
          CompletableFuture.supplyAsync(
              () -> engine.run(Guests.body(body).host(host).run(), cancellation));
      started.await();
      cancellation.cancel();
      assertThat(result.get().outcome()).isEqualTo(Outcome.CANCELLED);
    }
    assertThat(engine.spoilt()).isFalse();
  }

  @Test
  void aRunCancelledBeforeItBeginsDoesNotBegin() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    GuestResult result = engine.run(Guests.body("return 1").run(), cancellation);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void runsOfSeveralTenantsAtOnceDoNotMeet() throws ExecutionException, InterruptedException {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GuestResult>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Guests guests =
            Guests.esm(
                    "let n = 0; globalThis.n = (globalThis.n ?? 0) + 1;\n"
                        + "export async function main(x) { n += await host.start('later.a', x);"
                        + " return [n, globalThis.n]; }")
                .of("tenant-" + i % 4)
                .input(Integer.toString(i))
                .host(new TestHost());
        results.add(callers.submit(() -> guests.on(engine)));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get().output()).isEqualTo("[" + i + ",1]");
      }
    }
  }

  @Test
  void whoFindsNoPlaceIsTurnedAway() throws InterruptedException {
    EngineSettings d = Engines.settings(1, 0, 1_000);
    EngineSettings impatient =
        new EngineSettings(
            1,
            0,
            0,
            2_000,
            1,
            d.cachedBytes(),
            3,
            1_000,
            d.argumentBytes(),
            10,
            d.stackBytes(),
            false);
    try (GuestEngine small = GuestEngine.create(impatient, System::nanoTime)) {
      CountDownLatch started = new CountDownLatch(1);
      Cancellation cancellation = new Cancellation();
      HostOperations host = (operation, json, bytes, completion) -> started.countDown();
      CompletableFuture<GuestResult> first =
          CompletableFuture.supplyAsync(
              () -> small.run(Guests.body("host.call('x')").host(host).run(), cancellation));
      started.await();
      assertThat(Guests.body("return 1").on(small).outcome()).isEqualTo(Outcome.OVERLOADED);
      cancellation.cancel();
      assertThat(first.join().outcome()).isEqualTo(Outcome.CANCELLED);
    }
  }

  @Test
  void aThreadThatDoesNotEndSpoilsTheProcess() {
    CountDownLatch released = new CountDownLatch(1);
    try (GuestEngine spoilt = GuestEngine.create(Engines.settings(10, 0, 100), System::nanoTime)) {
      HostOperations deaf =
          (operation, json, bytes, completion) -> {
            while (released.getCount() > 0) {
              Thread.onSpinWait();
            }
          };
      GuestResult result =
          Guests.body("host.call('x')").host(deaf).limits(1_000, 20_000, 64).on(spoilt);
      assertThat(result.outcome()).isEqualTo(Outcome.WALL_EXCEEDED);
      assertThat(result.spoilt()).isTrue();
      assertThat(spoilt.spoiltBy()).contains("a guest thread that does not end");
      assertThatThrownBy(() -> Guests.body("return 1").on(spoilt))
          .isInstanceOf(IllegalStateException.class);
      released.countDown();
    }
  }

  @Test
  void codeIsParsedOncePerEngine() {
    StringBuilder large = new StringBuilder("export const main = x => f7(x);\n");
    for (int i = 0; large.length() < 1_000_000; i++) {
      large.append("function f").append(i).append("(x) { return { a: x + ").append(i);
      large.append(", b: [x, 'text").append(i).append("'] }; }\n");
    }
    Guests guests = Guests.esm(large.toString()).input("1").of("large");
    long first = guests.on(engine).receipt().allocatedBytes();
    System.gc();
    guests.on(engine);
    long third = guests.on(engine).receipt().allocatedBytes();
    assertThat(third).isLessThan(first / 4);
  }

  @Test
  void aForgottenVersionIsColdAgain() {
    Guests guests = Guests.body("return 1").of("forgetful");
    assertThat(guests.on(engine).receipt().cold()).isTrue();
    engine.retain(guests.run().tenant(), Set.of());
    assertThat(guests.on(engine).receipt().cold()).isTrue();
  }

  @Test
  void theEngineOfARunThatKeptTooMuchGoes() {
    Guests guests = Guests.body("return 1").of("greedy");
    guests.on(engine);
    assertThat(guests.on(engine).receipt().cold()).isFalse();
    Guests greedy =
        Guests.body("const a = []; for (;;) a.push(new Array(1e4).fill(1.5));")
            .of("greedy")
            .limits(60_000, 60_000, 64);
    assertThat(greedy.on(engine).outcome()).isEqualTo(Outcome.MEMORY_EXCEEDED);
    assertThat(guests.on(engine).receipt().cold()).isTrue();
  }
}
