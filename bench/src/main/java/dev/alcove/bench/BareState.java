package dev.alcove.bench;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The bare engine, a source that it has parsed, and a realm that is kept. */
@State(Scope.Benchmark)
public class BareState {
  private final BareEngine engine = new BareEngine();
  private final Source source = BareEngine.module(Samples.source());
  private final Context context = engine.context();
  private final Value exports = context.eval(source);

  String fresh(GuestWork work) {
    return engine.fresh(source, work.function(), work.arguments());
  }

  String reused(GuestWork work) {
    return exports.getMember(work.function()).execute(work.arguments()).toString();
  }

  /** Calls for the warm-up's time. */
  void warm(GuestWork work) {
    Pace.warmBefore(() -> reused(work));
  }

  /** Calls a host function so many times, as any embedder would let a guest do it. */
  String calls(int count) {
    ProxyExecutable host = arguments -> "{\"size\":" + arguments[0].asString().length() + "}";
    return engine.fresh(source, "callsText", count, host);
  }

  /** Ends it. */
  @TearDown(Level.Trial)
  public void close() {
    context.close(true);
    engine.close();
  }
}
