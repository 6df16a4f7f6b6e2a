package dev.alcove.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Runs with few and with many host calls; the difference is what the calls cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HostCallBenchmark {
  /** The few, and the many. */
  @Param({"3", "303"})
  public int count;

  /** Hashes 32 bytes: a host call that does next to nothing. */
  @Benchmark
  public Object digests(PlatformState state) {
    return state.platform.get("/digests/" + count);
  }

  /** Reads keys that are not there from the key-value store. */
  @Benchmark
  public Object reads(PlatformState state) {
    return state.platform.get("/reads/" + count);
  }

  /** Calls a host function with JSON, and parses the JSON that it answers. */
  @Benchmark
  public Object bare(BareState state) {
    return state.calls(count);
  }
}
