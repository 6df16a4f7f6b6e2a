package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Receipt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PreparedRealmsTest {
  private static final int MOST_TRIES = 2_000;

  private GuestEngine engine;

  @BeforeAll
  void open() {
    engine = GuestEngine.create(Engines.settings(10, 5, 1_000), System::nanoTime);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  /** Runs again and again: when a realm is ready is not ours to say. */
  private GuestResult until(Guests guests, Predicate<Receipt> enough) {
    GuestResult result = guests.on(engine);
    for (int i = 0; i < MOST_TRIES && !enough.test(result.receipt()); i++) {
      LockSupport.parkNanos(5_000_000);
      result = guests.on(engine);
    }
    return result;
  }

  @Test
  void servesOneRunEach() {
    Guests guests =
        Guests.esm(
                """
                let n = 0; const early = host.call;
                export async function main(x, bytes, binding) {
                  return [++n, early('echo', x), await host.start('later.a', binding)];
                }
                """)
            .input("1")
            .binding("2")
            .host(new TestHost())
            .prepared();
    for (int i = 0; i < 3; i++) {
      GuestResult result = until(guests, receipt -> receipt.realm() == Receipt.Realm.PREPARED);
      assertThat(result.receipt().realm()).isEqualTo(Receipt.Realm.PREPARED);
      assertThat(result.receipt().realmReason()).isEmpty();
      assertThat(result.output()).isEqualTo("[1,1,2]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Date.now();                       | the clock at main.js:2
          new Date();                       | the clock at main.js:2
          Math.random();                    | randomness at main.js:2
          host.random(3);                   | randomness at main.js:2
          host.call('kv.get');              | kv.get at main.js:2
          host.start('kv.get');             | kv.get at main.js:2
          setTimeout(() => {}, 1);          | a timer at main.js:2
          log('x');                         | the log at main.js:2
          new Intl.DateTimeFormat().format();| the clock at main.js:2
          const later = import('./main.js').then(() => Date.now()); | the clock at main.js:2
          await new Promise(() => {});      | its top level leaves evaluation pending
          throw 1;                          | its top level throws
          for (;;);                         | wall: used
          """)
  void whatAsksForSomethingOfARunIsThrownAway(String topLevel, String reason) {
    Guests guests =
        Guests.esm("export const main = () => 1;\n" + topLevel + "\n")
            .limits(400, 20_000, 64)
            .host(new TestHost())
            .prepared();
    GuestResult result =
        until(guests, receipt -> receipt.realmReason().startsWith("not preparable"));
    assertThat(result.receipt().realm()).isEqualTo(Receipt.Realm.MADE);
    assertThat(result.receipt().realmReason()).startsWith("not preparable: " + reason);
    assertThat(engine.spoilt()).isFalse();
  }

  @Test
  void isNotUsedByARunThatMustNot() {
    Guests guests = Guests.body("return 1").of("never");
    for (int i = 0; i < 5; i++) {
      assertThat(guests.on(engine).receipt().realm()).isEqualTo(Receipt.Realm.MADE);
    }
  }

  @Test
  void aForgottenVersionHasNone() {
    Guests guests = Guests.body("return 1").of("forgotten").prepared();
    until(guests, receipt -> receipt.realm() == Receipt.Realm.PREPARED);
    engine.retain(guests.run().tenant(), Set.of());
    // Whether it is cold is another matter: a realm that was being made meanwhile warms the engine.
    assertThat(guests.on(engine).receipt().realm()).isEqualTo(Receipt.Realm.MADE);
  }
}
