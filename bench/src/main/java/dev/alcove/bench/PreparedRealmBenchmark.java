package dev.alcove.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a request waits for when it does not come on the heels of another: between two there is time
 * to make a realm ready. The bare calls wait as long, so that caches are as cold for them; and both
 * are warmed without pauses before, since so few calls make nothing hot.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PreparedRealmBenchmark {
  private static final long PAUSE_MILLIS = 5;

  /** What the guest does. */
  @Param public GuestWork work = GuestWork.HELLO;

  /** A platform that is warm. */
  @State(Scope.Benchmark)
  public static class Ours extends PreparedState {
    /** Makes it hot. */
    @Setup(Level.Trial)
    public void warm(PreparedRealmBenchmark benchmark) {
      warm(benchmark.work);
    }
  }

  /** A kept realm that is warm. */
  @State(Scope.Benchmark)
  public static class Bare extends BareState {
    /** Makes it hot. */
    @Setup(Level.Trial)
    public void warm(PreparedRealmBenchmark benchmark) {
      warm(benchmark.work);
    }
  }

  /** Lets a realm be made. */
  @Setup(Level.Invocation)
  public void pause() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
  }

  /** From the request to the answer, by the platform's whole dispatch. */
  @Benchmark
  public Object platform(Ours state) {
    return work.on(state.platform);
  }

  /** A call into a realm that is kept. */
  @Benchmark
  public Object reused(Bare state) {
    return state.reused(work);
  }
}
