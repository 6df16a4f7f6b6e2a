package dev.alcove.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to each benchmark what an operation costs on all processors, over all threads of the
 * process: guest thread, log writer, watchdog and collector included. JMH makes it by its name.
 */
public final class CpuProfiler implements InternalProfiler {
  /** The name of the figure. */
  static final String CPU = "cpu";

  private static final double NANOS_PER_MICRO = 1000;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long before;

  /** For JMH. */
  public CpuProfiler() {}

  @Override
  public String getDescription() {
    return "processor time of the process per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long used = system.getProcessCpuTime() - before;
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(CPU, used / NANOS_PER_MICRO / operations, "us/op", AggregationPolicy.AVG));
  }
}
