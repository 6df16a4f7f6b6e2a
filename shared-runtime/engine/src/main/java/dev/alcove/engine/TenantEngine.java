package dev.alcove.engine;

import java.io.OutputStream;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.SandboxPolicy;

/** One tenant's polyglot engine: its parsed code is in there, and nobody else's. */
final class TenantEngine {
  private final Engine engine;
  private final Guard guard;

  /**
   * An engine that never evaluates guest code: without the sandbox's policy it takes the options of
   * the parser.
   */
  static Engine parser() {
    return Engine.newBuilder(Sources.LANGUAGE)
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .build();
  }

  TenantEngine() {
    engine =
        Engine.newBuilder(Sources.LANGUAGE)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .build();
    guard = Guard.of(engine);
  }

  Guard guard() {
    return guard;
  }

  Engine engine() {
    return engine;
  }

  void close() {
    engine.close(true);
  }
}
