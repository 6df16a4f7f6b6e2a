package dev.alcove.engine;

import java.io.OutputStream;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.SandboxPolicy;

/** One tenant's polyglot engine: its parsed code is in there, and nobody else's. */
final class TenantEngine {
  private final Engine engine;

  TenantEngine() {
    engine =
        Engine.newBuilder(Sources.LANGUAGE)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .build();
  }

  Engine engine() {
    return engine;
  }

  void close() {
    engine.close(true);
  }
}
