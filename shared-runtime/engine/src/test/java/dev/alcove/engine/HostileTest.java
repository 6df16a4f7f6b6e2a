package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Limits;
import dev.alcove.domain.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts that mean harm, each ended as it should be and each followed by another tenant's run,
 * which must find everything as ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileTest {
  private static final String VICTIM =
      """
      export async function main(x) {
        const seen = [({}).x, [1].push(2), RegExp.$1, typeof left, JSON.parse('[1]').length];
        const told = await host.start('later.a', x);
        return [seen, told, [3, 1].sort(), new Map([[1, 2]]).get(1), JSON.stringify({ a: [1] }), 'a-b'.split('-'),
          new Intl.NumberFormat('de').format(1.5), Symbol.for('x').y === undefined, [...'ab'].join()];
      }
      """;
  private static final String UNHARMED =
      """
      [[null,2,"","undefined",1],41,[1,3],2,"{\\"a\\":[1]}",["a","b"],"1,5",true,"a,b"]\
      """;

  private GuestEngine engine;

  /** One entry: settings in its head line, then the handler's body. */
  record Case(String name, Outcome outcome, String settings, String body) {
    @Override
    public String toString() {
      return name;
    }

    long setting(String key, long other) {
      for (String word : settings.split(" ", -1)) {
        if (word.startsWith(key + "=")) {
          return Long.parseLong(word.substring(key.length() + 1));
        }
      }
      return other;
    }

    Guests attack() {
      Limits limits =
          Limits.DEFAULT.capped(
              setting("wall", outcome == Outcome.WALL_EXCEEDED ? 300 : 20_000),
              setting("cpu", 60_000),
              64L << 20);
      Guests attack = Guests.body(body).limits(limits).host(new TestHost());
      if (settings.contains("soft")) {
        attack = attack.soft();
      }
      return settings.contains("endpoint") ? attack.dialect(true, true) : attack;
    }
  }

  @BeforeAll
  void open() {
    engine = Engines.create();
    // The first run of a process is not what is tested here.
    Guests.body("return 1").on(engine);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    String text = Files.readString(GuestFiles.ROOT.resolve("hostile/cases.txt"));
    for (String part : text.split("(?m)^### ", -1)) {
      if (!part.isBlank()) {
        String[] headAndBody = part.split("\n", 2);
        int colon = headAndBody[0].lastIndexOf(": ");
        String[] rest = headAndBody[0].substring(colon + 2).split(" ", 2);
        cases.add(
            new Case(
                headAndBody[0].substring(0, colon),
                Outcome.valueOf(rest[0]),
                rest.length > 1 ? rest[1] : "",
                headAndBody[1]));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isEndedAndHarmsNobody(Case hostile) {
    GuestResult result = hostile.attack().on(engine);
    assertThat(result.outcome()).as(GuestFiles.shown(result)).isEqualTo(hostile.outcome());
    if (result.outcome() == Outcome.OK) {
      assertThat(result.output()).isEqualTo("true");
    }
    assertThat(GuestFiles.shown(result))
        .doesNotContain(TestHost.SECRET, "java.", "com.oracle", "org.graalvm", "alcove:");
    assertUnharmed(engine);
  }

  /** Runs another tenant's script, which must find everything as ever. */
  static void assertUnharmed(GuestEngine engine) {
    GuestResult victim =
        Guests.esm(VICTIM).of("victim").input("41").host(new TestHost()).on(engine);
    assertThat(GuestFiles.shown(victim)).contains("output: " + UNHARMED);
    assertThat(engine.spoilt()).isFalse();
  }
}
