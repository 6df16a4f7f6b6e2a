package dev.alcove.bundle;

import static dev.alcove.bundle.Compiling.problems;
import static dev.alcove.bundle.Compiling.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Version;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
  private static final String APP =
      """
      {
        "endpoints": {
          "/a": {"get": {"js_module": "lib/app.js", "js_function": "get", "mode": "readonly",
                         "forwarding_required": "never", "authn_policies": [], "x": 1.0}}
        }
      }
      """;
  private static final String SOURCE = "// é\r\nexport function get() { return {}; }\n";

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Bytes document(String metadata, Map<String, String> modules) {
    var document = Json.object();
    document.set("metadata", Json.parse(metadata));
    var array = document.putArray("modules");
    modules.forEach((name, module) -> array.addObject().put("name", name).put("module", module));
    return Json.bytes(document);
  }

  @Test
  void givesEachFormTheSameHash() throws IOException {
    write("app.json", "\uFEFF" + APP);
    write("src/lib/app.js", "\uFEFF" + SOURCE);
    write("src/data.json", "{}");
    write("src/.DS_Store", "\0\1");
    write("README.md", "not a module");
    Map<String, String> modules = new TreeMap<>(Map.of("lib/app.js", SOURCE, "data.json", "{}"));

    Version fromFolder = version(BundleReader.fromFolder(folder));
    Version fromJson = version(BundleReader.fromJson(document(APP, modules)));

    assertThat(fromFolder).isEqualTo(fromJson);
    assertThat(fromFolder).isEqualTo(version(Bundle.of(APP, modules)));
    String other = APP.replace("\"/a\"", "\"/b\"");
    assertThat(version(Bundle.of(other, modules)).hash()).isNotEqualTo(fromFolder.hash());
  }

  @Test
  void placesProblemsInTheDocumentThatWasSent() {
    String document =
        """
        {"modules": [{"name": "a.js", "module": "export function f() {}"}],
         "metadata": {"endpoints": {
            "/a": {"get": {"js_module": "b.js", "js_function": "f", "mode": "readonly",
                           "forwarding_required": "never", "authn_policies": []}}}, "evil": true}}
        """;

    assertThat(problems(BundleReader.fromJson(Bytes.utf8(document))))
        .containsExactly(
            "bundle.json:3:33: There is no module `b.js` for endpoint `GET /a`. Did you mean"
                + " `a.js`?",
            "bundle.json:4:77: The manifest has an unknown key `evil`. Did you mean `eval`?");
  }

  @Test
  void saysAllThatIsWrongWithADocument() {
    String document =
        """
        {"metadata": 1, "modules": [7, {"name": 5}, {"module": "x"}, {"nam": "a", "name": "b.js"},
          {"name": "c.js", "module": ""}, {"name": "c.js", "module": ""}, {"name": "d", "module": 1}],
         "bundle": {}}
        """;

    assertThat(BundleReader.fromJson(Bytes.utf8(document)).problems())
        .extracting(Problem::message)
        .containsExactly(
            "The document has an unknown key `bundle`.",
            "`metadata` of the document is a number.",
            "A module is a number.",
            "A module has no `module`.",
            "`name` of a module is a number.",
            "A module has no `name`.",
            "A module has an unknown key `nam`.",
            "A module has no `module`.",
            "There are two modules `c.js`.",
            "`module` of `d` is not text.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "null",
        "{\"actions\": 1}",
        "{\"actions\": []}",
        "{\"actions\": [{\"name\": \"set_user\"}]}",
        "{\"actions\": [{\"name\": \"set_js_app\"}]}",
        "{\"actions\": [7]}"
      })
  void refusesOtherDocuments(String document) {
    assertThat(problems(BundleReader.fromJson(Bytes.utf8(document)))).isNotEmpty();
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThat(problems(BundleReader.fromJson(Bytes.copyOf(new byte[] {'{', (byte) 0xE9, '}'}))))
        .containsExactly("bundle.json: The document is not UTF-8. Send it as UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.js",
        "a/../x.js",
        "./x.js",
        "/x.js",
        "a//x.js",
        "a/",
        "",
        " /x.js",
        "a\\x.js",
        "x%00.js",
        "x\0.js",
        "x\n.js",
        "%2e%2e/x.js",
        "C:/x.js",
        "http://x/y.js",
        "x.js?y",
        "x\u202Ey.js",
        "x\uD800.js"
      })
  void refusesNamesThatMeanSomethingToADisk(String name) {
    assertThat(ModuleChecks.wrong(name)).isPresent();
    // An empty name is found before, as every empty text; both ways it is one problem.
    assertThat(problems(Bundle.of(APP, Map.of("lib/app.js", SOURCE, name, "")))).hasSize(1);
  }

  @Test
  void takesNamesThatAreOnlyUnusual() {
    assertThat(ModuleChecks.wrong("con")).isEmpty();
    assertThat(ModuleChecks.wrong("a b/…/ü.js")).isEmpty();
    assertThat(ModuleChecks.wrong("x".repeat(252) + ".js")).isEmpty();
    assertThat(ModuleChecks.wrong("x".repeat(253) + ".js")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/APP.js", "LIB/app.js", "lib/\u00E5.js"})
  void refusesTwins(String twin) {
    Map<String, String> modules =
        new TreeMap<>(Map.of("lib/app.js", SOURCE, "lib/a\u030A.js", "", twin, ""));

    assertThat(problems(Bundle.of(APP, modules)))
        .singleElement()
        .asString()
        .contains("differs only in case or in Unicode form");
  }

  @Test
  void refusesLinksThatLeadOut(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret.js"), "export const secret = 1;");
    write("app.json", APP);
    write("src/lib/app.js", SOURCE + "import '../out.js'; import '../in.js';");
    Files.createSymbolicLink(folder.resolve("src/out.js"), outside.resolve("secret.js"));
    Files.createSymbolicLink(folder.resolve("src/in.js"), folder.resolve("src/lib/app.js"));
    Files.createSymbolicLink(folder.resolve("src/folder"), outside);
    Files.createSymbolicLink(folder.resolve("src/loop"), folder.resolve("src"));
    Files.createSymbolicLink(folder.resolve("src/gone.js"), folder.resolve("src/nothing.js"));

    Bundle bundle = BundleReader.fromFolder(folder);

    assertThat(bundle.modules()).containsOnlyKeys("lib/app.js", "in.js");
    assertThat(problems(bundle))
        .containsExactly(
            "folder: The link leads out of the bundle's folder. Copy what it names into the"
                + " folder.",
            "gone.js: The file cannot be read. Check that it is there and readable.",
            "loop: This is not a file. Put the file itself in its place.",
            "out.js: The link leads out of the bundle's folder. Copy what it names into the"
                + " folder.");
  }

  @Test
  void refusesAManifestThatIsALinkOut(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("app.json"), APP);
    Files.createSymbolicLink(folder.resolve("app.json"), outside.resolve("app.json"));
    Files.createSymbolicLink(folder.resolve("src"), outside);

    assertThat(problems(BundleReader.fromFolder(folder)))
        .containsExactly(
            "app.json: The link leads out of the bundle's folder. Copy what it names into the"
                + " folder.",
            "src: The link leads out of the bundle's folder. Copy what it names into the folder.");
    assertThat(problems(BundleReader.fromFolder(folder.resolve("nowhere")))).hasSize(1);
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    String megabyte = "//" + "x".repeat(1024 * 1024 - 3) + "\n";
    write("app.json", APP);
    write("src/lib/app.js", SOURCE);
    for (int i = 0; i < 20; i++) {
      write("src/m" + i + ".js", megabyte);
    }
    write("src/big.js", megabyte.repeat(2) + "//");

    assertThat(problems(BundleReader.fromFolder(folder)))
        .containsExactly(
            "big.js: The module has 2,097,154 bytes, more than 2,097,152. Minify it, or split it.",
            "src/: The files have more than 4,194,304 bytes in all. Minify them, leave data out, or"
                + " split the bundle into several apps.");

    Map<String, String> modules = new TreeMap<>(Map.of("lib/app.js", SOURCE));
    for (int i = 0; i < 5; i++) {
      modules.put("m" + i + ".js", megabyte);
    }
    assertThat(problems(BundleReader.fromJson(document(APP, modules))))
        .singleElement()
        .asString()
        .startsWith("app.json: The bundle has 5,243,");
    for (int i = 0; i < 20; i++) {
      modules.put("n" + i + ".js", megabyte);
    }
    assertThat(problems(BundleReader.fromJson(document(APP, modules))))
        .singleElement()
        .asString()
        .startsWith("bundle.json: The document has ");
  }

  @Test
  void refusesTooManyModules() throws IOException {
    Map<String, String> modules = new TreeMap<>(Map.of("lib/app.js", SOURCE));
    write("app.json", APP);
    write("src/lib/app.js", SOURCE);
    for (int i = 0; i < 2_001; i++) {
      modules.put("m" + i + ".json", "0");
      Files.writeString(folder.resolve("src/m" + i + ".json"), "0");
    }

    assertThat(problems(Bundle.of(APP, modules))).hasSize(1);
    assertThat(problems(BundleReader.fromFolder(folder))).hasSize(1);
  }

  @Test
  void keepsAMillionProblemsToSomeHundreds() {
    StringBuilder keys = new StringBuilder("{\"endpoints\": {}");
    for (int i = 0; i < 20_000; i++) {
      keys.append(", \"k").append(i).append("\": 1");
    }

    assertThat(problems(Bundle.of(keys + "}", Map.of())))
        .hasSize(501)
        .last()
        .isEqualTo("app.json: There are 19500 problems more.");
  }
}
