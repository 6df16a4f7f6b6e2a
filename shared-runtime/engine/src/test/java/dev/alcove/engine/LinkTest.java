package dev.alcove.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Limits;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinkTest {
  private GuestEngine engine;

  @BeforeAll
  void open() {
    engine = Engines.create();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private GuestEngine.LinkReport link(Guests guests, Map<String, List<String>> handlers) {
    return engine.link(
        new TenantId("acme"),
        guests.modules().values(),
        handlers,
        guests.dialect(),
        Limits.DEFAULT);
  }

  private static List<String> shown(GuestEngine.LinkReport report) {
    return report.problems().stream()
        .map(
            failure ->
                failure.place().map(place -> place.shortForm() + " ").orElse("")
                    + failure.message())
        .toList();
  }

  @Test
  void findsFunctionsWithoutRunningAnything() {
    Guests guests =
        Guests.esm("throw new Error('ran'); export function main() {} export default 1;")
            .with("lib/a.js", "for (;;); export const a = () => 1; export * from './b.js';")
            .with("lib/b.js", "export let b;")
            .with("data.json", "{}");
    GuestEngine.LinkReport report = link(guests, Map.of("main.js", List.of("main")));
    assertThat(report.problems()).isEmpty();
    assertThat(report.functions())
        .isEqualTo(
            Map.of(
                "main.js", List.of("default", "main"),
                "lib/a.js", List.of("a", "b"),
                "lib/b.js", List.of("b")));
  }

  @Test
  void findsTopLevelFunctionsOfClassicScripts() {
    Guests guests =
        Guests.classic(
            """
            function main() {}
            const arrow = async x => x;
            var old = function () {};
            const value = 4;
            main();
            """);
    GuestEngine.LinkReport report =
        link(guests, Map.of("main.js", List.of("main", "arrow", "gone")));
    assertThat(report.functions().get("main.js")).containsExactlyInAnyOrder("main", "arrow", "old");
    assertThat(shown(report))
        .containsExactly(
            "main.js:1 Module `main.js` has no function `gone`; it has: main, arrow, old.");
  }

  /** What it costs must not grow faster than the script: it did by a parse for each name. */
  @Test
  void readsThousandsOfNamesOfAClassicScript() {
    StringBuilder source = new StringBuilder("/*\nconst class = () => 1\n*/\n");
    for (int i = 0; i < 5_000; i++) {
      source.append("var v").append(i).append(" = ").append(i).append(";\n");
      source.append("const f").append(i).append(" = () => v").append(i).append(";\n");
    }
    Limits limits = Limits.MOST.capped(300_000, 300_000, 512L << 20);
    GuestEngine.LinkReport report =
        engine.link(
            new TenantId("acme"),
            Guests.classic(source.toString()).modules().values(),
            Map.of("main.js", List.of("f0", "f4999", "v7")),
            new GuestRun.Dialect(false, false),
            limits);
    assertThat(report.problems()).isEmpty();
    assertThat(report.functions().get("main.js"))
        .hasSize(5_001)
        .contains("f0", "f777", "v7")
        .doesNotContain("v8", "class");
  }

  @Test
  void endsAtItsDeadlineAndSaysSo() {
    Guests guests =
        Guests.esm("export const main = () => [" + "{ a: [1, 'b'] },".repeat(50_000) + "];");
    GuestEngine.LinkReport report =
        engine.link(
            new TenantId("acme"),
            guests.modules().values(),
            Map.of(),
            guests.dialect(),
            Limits.MOST.capped(1, 300_000, 64L << 20));
    assertThat(shown(report))
        .containsExactly(
            "Checking the version took longer than 1 ms. Split large modules, and keep data out of"
                + " the code.");
    assertThat(report.problems().getFirst().code()).isEqualTo(ErrorCode.COMPILE_FAILED);
  }

  @Test
  void tellsAllProblemsAtOnce() {
    Guests guests =
        Guests.esm(
                """
                import { a, gone } from './lib/a.js';
                import no from './no.js';
                import { any } from 'lib/broken.js';
                export const main = 1;
                """)
            .with("lib/a.js", "export const a = 1;")
            .with("lib/broken.js", "let 5;")
            .with("lib/alone.js", "export const n = 12n;")
            .with("data.json", "{ bad");
    GuestEngine.LinkReport report =
        link(guests, Map.of("main.js", List.of("main", "other"), "none.js", List.of("x")));
    assertThat(shown(report))
        .containsExactlyInAnyOrder(
            "data.json:1 Unexpected token b in JSON at position 2",
            "lib/alone.js:1:20 There is no BigInt here: write `\"bigint\": true` in the manifest to"
                + " have it.",
            "lib/broken.js:1:1 Expected an operand but found let",
            "main.js:2:16 Module `no.js` does not exist.",
            "main.js:1:13 Module `lib/a.js` has no export `gone`.",
            "main.js:1 Module `main.js` has no function `other`; it has: main.",
            "There is no module `none.js`; there are: data.json, lib/a.js, lib/alone.js,"
                + " lib/broken.js, main.js.");
    assertThat(report.problems()).allMatch(f -> f.code() == ErrorCode.COMPILE_FAILED);
  }

  @Test
  void refusesAddresses() {
    Guests guests =
        Guests.esm(
            """
            import fs from 'node:fs';
            import { a } from 'https://example.com/a.js';
            import "file:///etc/passwd";
            export const main = 1;
            """);
    assertThat(shown(link(guests, Map.of("main.js", List.of("main", "other")))))
        .containsExactlyInAnyOrder(
            "main.js:1:16 `node:fs` cannot be imported: modules come from the app itself.",
            "main.js:2:19 `https://example.com/a.js` cannot be imported: modules come from the app"
                + " itself.",
            "main.js:3:8 `file:///etc/passwd` cannot be imported: modules come from the app"
                + " itself.",
            "main.js:1 Module `main.js` has no function `other`; it has: main.");
  }

  @Test
  void takesBigIntWhereItIsAllowed() {
    Guests guests = Guests.esm("export const main = () => 1n;").dialect(true, true);
    assertThat(link(guests, Map.of("main.js", List.of("main"))).problems()).isEmpty();
  }

  @Test
  void survivesABombOfTheParser() {
    Guests guests = Guests.esm("export const main = " + "(".repeat(200_000));
    assertThat(link(guests, Map.of()).problems()).isNotEmpty();
    assertThat(engine.spoilt()).isFalse();
  }
}
