package dev.alcove.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.SandboxPolicy;

/** One tenant's polyglot engine: its parsed code is in there, and nobody else's. */
final class TenantEngine {
  private static final Pattern ADDRESS = Pattern.compile("ws://(\\S+)");

  private final Engine engine;
  private final SandboxPolicy policy;
  private final String address;
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
    this(
        Engine.newBuilder(Sources.LANGUAGE)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .build(),
        SandboxPolicy.CONSTRAINED,
        "");
  }

  private TenantEngine(Engine engine, SandboxPolicy policy, String address) {
    this.engine = engine;
    this.policy = policy;
    this.address = address;
    this.guard = Guard.of(engine);
  }

  /**
   * An engine without the sandbox's policy, open to Chrome's inspector.
   *
   * @throws IllegalStateException if the inspector is not there or does not start
   */
  static TenantEngine inspected(String path) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Engine engine;
    try {
      engine =
          Engine.newBuilder(Sources.LANGUAGE)
              // Any free port: at one that is taken the tool would wait for ever.
              .option("inspect", "0")
              .option("inspect.Path", path)
              .option("inspect.Suspend", "false")
              .out(OutputStream.nullOutputStream())
              .err(said)
              .build();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the inspector is not on the class path", e);
    }
    // The port is told nowhere else.
    Matcher matcher = ADDRESS.matcher(said.toString(UTF_8));
    if (!matcher.find()) {
      engine.close(true);
      throw new IllegalStateException("the inspector does not listen: " + said.toString(UTF_8));
    }
    return new TenantEngine(engine, SandboxPolicy.TRUSTED, matcher.group(1));
  }

  /** What contexts on this engine must have too. */
  SandboxPolicy policy() {
    return policy;
  }

  /** Host, port and path of the inspector's WebSocket; "" if there is none. */
  String address() {
    return address;
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
