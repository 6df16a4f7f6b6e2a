package dev.alcove.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One call after the other, each in a realm of its own, by the platform's whole dispatch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FreshRealmBenchmark {
  /** What the guest does. */
  @Param public GuestWork work = GuestWork.HELLO;

  /** Route, no authentication, fresh realm, commit of nothing, log, receipt. */
  @Benchmark
  public Object platform(PlatformState state) {
    return work.on(state.platform);
  }

  /** A context created, the cached source evaluated, called and closed. */
  @Benchmark
  public Object bare(BareState state) {
    return state.fresh(work);
  }

  /** A call into a realm that is kept: what nobody could give to strangers. */
  @Benchmark
  public Object reused(BareState state) {
    return state.reused(work);
  }
}
