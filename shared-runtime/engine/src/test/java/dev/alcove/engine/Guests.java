package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Module;
import dev.alcove.domain.Prelude;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Builds runs for tests: each setter returns a changed copy. */
record Guests(
    String tenant,
    TreeMap<String, Module> modules,
    String module,
    String function,
    Prelude prelude,
    String binding,
    String input,
    Bytes inputBytes,
    GuestRun.Dialect dialect,
    Limits limits,
    boolean softTimeout,
    boolean mayPrepare,
    HostOperations operations,
    Clock clock) {
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

  /** ES module {@code main.js} whose {@code main} is called. */
  static Guests esm(String source) {
    return of(new Module("main.js", Module.Kind.ESM, source));
  }

  static Guests classic(String source) {
    return of(new Module("main.js", Module.Kind.CLASSIC, source));
  }

  /** A handler with this body, async. */
  static Guests body(String body) {
    return esm("export async function main(input, bytes, binding) {\n" + body + "\n}\n");
  }

  private static Guests of(Module module) {
    TreeMap<String, Module> modules = new TreeMap<>();
    modules.put(module.name(), module);
    return new Guests(
        "acme",
        modules,
        "main.js",
        "main",
        TestPrelude.TEST,
        "",
        "",
        Bytes.EMPTY,
        new GuestRun.Dialect(false, false),
        Limits.DEFAULT,
        false,
        false,
        HostOperations.NONE,
        () -> NOW);
  }

  Guests with(String name, String source) {
    Guests copy = copy();
    Module.Kind kind = name.endsWith(".json") ? Module.Kind.JSON : Module.Kind.ESM;
    copy.modules.put(name, new Module(name, kind, source));
    return copy;
  }

  private Guests copy() {
    return new Guests(
        tenant,
        new TreeMap<>(modules),
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests calling(String newModule, String newFunction) {
    return new Guests(
        tenant,
        modules,
        newModule,
        newFunction,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests of(String newTenant) {
    return new Guests(
        newTenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests input(String json) {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        json,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests bytes(Bytes bytes) {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        bytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests binding(String json) {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        json,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests dialect(boolean eval, boolean bigint) {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        new GuestRun.Dialect(eval, bigint),
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  Guests limits(Limits newLimits) {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        newLimits,
        softTimeout,
        mayPrepare,
        operations,
        clock);
  }

  /** Wall and CPU milliseconds and memory in megabytes. */
  Guests limits(long wall, long cpu, long megabytes) {
    return limits(Limits.MOST.capped(wall, cpu, megabytes << 20));
  }

  Guests soft() {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        true,
        mayPrepare,
        operations,
        clock);
  }

  Guests prepared() {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        true,
        operations,
        clock);
  }

  Guests host(HostOperations newOperations) {
    return new Guests(
        tenant,
        modules,
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        newOperations,
        clock);
  }

  Version version() {
    StringBuilder all = new StringBuilder();
    modules.values().forEach(m -> all.append(m.name()).append('\0').append(m.source()));
    return new Version(
        new VersionHash(Bytes.utf8(all.toString()).sha256().hex()),
        "{}",
        new Manifest(
            List.of(),
            List.of(),
            DeclaredCapabilities.NONE,
            Set.of(),
            LimitOverrides.NONE,
            false,
            false,
            List.of()),
        modules);
  }

  GuestRun run() {
    return new GuestRun(
        new TenantId(tenant),
        version(),
        module,
        function,
        prelude,
        binding,
        input,
        inputBytes,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        operations,
        clock,
        new Random(7));
  }

  GuestResult on(GuestEngine engine) {
    return engine.run(run(), new Cancellation());
  }
}
