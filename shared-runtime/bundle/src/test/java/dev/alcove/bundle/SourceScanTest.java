package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "export function f() {}",
        "import './a.js'",
        "import{a}from'./a.js'",
        "import a from './a.js'",
        "import * as a from './a.js'",
        "import a, { b as c } from './a.js'",
        "export*from'./a.js'",
        "export default 1",
        "export { f }; function f() {}",
        "#!/usr/bin/env node\nexport {}",
        "/* x */ export {}",
        "const a = 1 /* one */ / 2; export { a }",
        "function f() { return /[/}]/.test('}') }\nexport { f }",
        "const a = `${`}`}`; export { a }",
        "if (a) /}/.test(b)\nexport {}",
        "x++ / 2; export {}",
        "const u = import.meta.url",
        "f(); // }}}\nexport {}",
        "a = b\n/hi/g.exec(c).map(d); export {}",
        "({}) / 1; export {}",
        "class A { static #p = 1; get() { return this.#p / 2 / 3 } }\nexport { A }",
        "}}} ] export {}\nexport const a = 1"
      })
  void seesModules(String source) {
    assertThat(SourceScan.of(source).module()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "function main() {}",
        "// export function f() {}",
        "/* import a from 'b' */ function f() {}",
        "const s = \"\\\"export default 1\"",
        "const s = 'import a'; const t = 'it\\'s'",
        "const t = `\nexport const a = 1\n${f(`\nimport b from 'c'`)}\nexport {}`",
        "const r = /export {}/; const q = /[/'\"]export/",
        "a.export = 1; a?.import; a.\nexport",
        "const o = { export: 1, import: 2 }",
        "async function f() { const m = await import('./a.js') }",
        "import('./a.js').then(f)",
        "import ('./a.js')",
        "const a = b / c; const d = e / f // export {}",
        "const exported = 1, importer = 2, $export = 3",
        "function f() { if (a) { return } /'/.test(b) }",
        "await 1",
        "x = a ? /'/ : /\"/; y = '"
      })
  void seesScripts(String source) {
    assertThat(SourceScan.of(source).module()).isFalse();
  }

  @Test
  void findsWhatIsImported() {
    assertThat(
            SourceScan.of(
                    """
                    import a from './a.js';
                    import "b.js"
                    import { from as x, "odd name" as y } from '../c.js'
                    export { d } from "./d.js";
                    export * as e from './e.js'
                    export const from = 'not this'
                    import data from './data.json' with { type: 'json' };
                    // import z from './no.js'
                    async function f() { await import("./f.js") }
                    const s = "import g from './g.js'";
                    """)
                .imports())
        .extracting(SourceScan.Import::specifier)
        .containsExactly("./a.js", "b.js", "../c.js", "./d.js", "./e.js", "./data.json", "./f.js");
  }

  private static final List<String> HARMLESS =
      List.of(
          "// export {} ' ` \" /* {\n",
          "/* export {} ' ` ( */",
          "const a = 'export { \\' \" ` /';\n",
          "const b = \"import ' \\\" ( /*\";\n",
          "const c = `export { ${d + `import ${'}'}`} \\` '`;\n",
          "const e = /export['\"`/{(]+/g;\n",
          "const f = (1 + 2) / 3 / 4;\n",
          "function g(h) { return { export: h / 2, import: /}/ }; }\n",
          "if (i) { j(); } else /'/.test(k);\n",
          "while (l) /[`]/.test(m);\n",
          "class N { export() { return `}`; } static import = 1; }\n",
          "o.export.import(p);\n",
          "const q = async (r) => ({ s: await import('./t.js') });\n",
          "switch (u) { case /v/.test(w): { break } default: x--; }\n",
          "y = z++ / 2; ({ a: 1 }).a / 2;\n",
          "for (const b of [/'/, 1 / 2]) { c[`d${b}`] /= 2 }\n");

  @Test
  void isNotDeceivedByAnyMixture() {
    Random random = new Random(42);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder source = new StringBuilder();
      boolean module = random.nextBoolean();
      int parts = 1 + random.nextInt(12);
      int at = random.nextInt(parts);
      for (int part = 0; part < parts; part++) {
        if (module && part == at) {
          source.append(random.nextBoolean() ? "export {};\n" : "import aa from './bb.js'\n");
        }
        source.append(HARMLESS.get(random.nextInt(HARMLESS.size())));
      }
      assertThat(SourceScan.of(source.toString()).module()).as(source.toString()).isEqualTo(module);
    }
  }

  @Test
  void endsOnAnyText() {
    Random random = new Random(7);
    String alphabet = "ab/'\"`${}()[]\\\n \t.;*!<>=+-#\uD83D\uDE00\u2028importexport";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder source = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        source.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(SourceScan.of(source.toString())).isNotNull();
    }
    assertThat(SourceScan.of("(".repeat(1_000_000)).module()).isFalse();
  }

  @Test
  void resolvesAsCcfDoes() {
    assertThat(ModuleGraph.resolve("a/b.js", "./c.js")).isEqualTo("a/c.js");
    assertThat(ModuleGraph.resolve("a/b.js", "../c.js")).isEqualTo("c.js");
    assertThat(ModuleGraph.resolve("a/b.js", "c.js")).isEqualTo("c.js");
    assertThat(ModuleGraph.resolve("a/b.js", "/c/d.js")).isEqualTo("c/d.js");
    assertThat(ModuleGraph.resolve("a/b.js", "../../c.js")).isEqualTo("c.js");
  }
}
