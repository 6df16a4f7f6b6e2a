package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Module;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CodeStore} does. */
public abstract class CodeStoreContract {
  private CodeStore code;

  /** An empty store. Called once before each test. */
  protected abstract CodeStore open(TestClock clock);

  @BeforeEach
  void openCode() {
    code = open(new TestClock());
  }

  /** A version whose hash is true, by the definition in {@code docs/formats.md}. */
  private static Version version(String metadata, String... namesAndSources) {
    TreeMap<String, Module> modules = new TreeMap<>();
    for (int i = 0; i < namesAndSources.length; i += 2) {
      String name = namesAndSources[i];
      Module.Kind kind = name.endsWith(".json") ? Module.Kind.JSON : Module.Kind.ESM;
      modules.put(name, new Module(name, kind, namesAndSources[i + 1]));
    }
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    prefixed(hashed, metadata);
    for (Module module : modules.values()) {
      prefixed(hashed, module.name());
      prefixed(hashed, module.source());
    }
    VersionHash hash = new VersionHash(Bytes.owning(hashed.toByteArray()).sha256().hex());
    return new Version(hash, metadata, manifest(), modules);
  }

  private static void prefixed(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private static Manifest manifest() {
    return new Manifest(
        List.of(),
        List.of(
            new Script(
                new ScriptName("backfill"),
                new Script.OneOff(),
                "a.js",
                "main",
                List.of(),
                true,
                LimitOverrides.NONE)),
        DeclaredCapabilities.NONE,
        Set.of("audit"),
        LimitOverrides.NONE,
        false,
        true,
        List.of("https://shop.example.com"));
  }

  @Test
  void aVersionComesBackAsItWas() {
    Version version =
        version(
            "{\"scripts\":{}}",
            "a.js",
            "export const ü = \"\ud83e\udd8a\";\r\n",
            "b/c.json",
            " 1.0 ");
    assertThat(code.get(ACME, version.hash())).isEmpty();
    code.put(ACME, version);
    assertThat(code.get(ACME, version.hash())).contains(version);
  }

  @Test
  void aVersionWithoutModulesAndOneOfTheLargestSize() {
    Version empty = version("{}");
    Version large = version("{}", "a.js", "x".repeat(2 << 20), "b.js", "ü".repeat(1 << 20));
    code.put(ACME, empty);
    code.put(ACME, large);
    assertThat(code.get(ACME, empty.hash())).contains(empty);
    assertThat(code.get(ACME, large.hash())).contains(large);
  }

  @Test
  void puttingAVersionAgainIsNoError() {
    Version version = version("{}", "a.js", "1");
    code.put(ACME, version);
    code.put(ACME, version);
    assertThat(code.get(ACME, version.hash())).contains(version);
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    Version version = version("{}", "a.js", "1");
    code.put(ACME, version);
    assertThat(code.get(ACME2, version.hash())).isEmpty();
    code.put(ACME2, version);
    assertThat(code.get(ACME2, version.hash())).contains(version);
  }

  @Test
  void thoseWhoPutTheSameAtOnceAllFindIt() {
    Version version = version("{}", "a.js", "x".repeat(100_000));
    assertThat(
            Race.of(
                4,
                racer ->
                    () -> {
                      code.put(ACME, version);
                      return code.get(ACME, version.hash()).orElseThrow();
                    }))
        .containsOnly(version);
  }

  @Test
  void erasesOneTenantOnly() {
    Version version = version("{}", "a.js", "1");
    code.put(ACME, version);
    code.put(ACME2, version);
    code.erase(ACME);
    code.erase(ACME);
    assertThat(code.get(ACME, version.hash())).isEmpty();
    assertThat(code.get(ACME2, version.hash())).contains(version);
  }
}
