package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One engine for all tests of this module, and short ways to use it. */
final class Compiling {
  private static final GuestEngine ENGINE =
      GuestEngine.create(EngineSettings.DEFAULT, System::nanoTime);

  private Compiling() {}

  static Compilation compile(Bundle bundle) {
    return compile(bundle, Map.of());
  }

  static Compilation compile(Bundle bundle, Map<AppName, Manifest> others) {
    return new BundleCompiler(ENGINE)
        .compile(
            new Target(new TenantId("acme"), AppName.MAIN, Limits.DEFAULT, new TreeMap<>(others)),
            bundle);
  }

  static Compilation.Compiled compiled(Bundle bundle) {
    Compilation compilation = compile(bundle);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return (Compilation.Compiled) compilation;
  }

  static Version version(Bundle bundle) {
    return compiled(bundle).version();
  }

  /** The problems as people read them. */
  static List<String> problems(Bundle bundle) {
    return switch (compile(bundle)) {
      case Compilation.Compiled _ -> List.of();
      case Compilation.Refused refused ->
          refused.problems().stream().map(Problem::toString).toList();
    };
  }

  static String resource(String name) {
    try (var in = Compiling.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
