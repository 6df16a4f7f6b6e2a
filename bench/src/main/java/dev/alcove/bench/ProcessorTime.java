package dev.alcove.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the threads of this process have used of the processors, by name; numbered ones together.
 *
 * @param nanos by thread name
 * @param process of the whole process: compiler and collector are in no list of threads
 * @param compileMillis that the JVM has spent compiling
 */
record ProcessorTime(Map<String, Long> nanos, long process, long compileMillis) {
  private static final double NANOS_PER_MICRO = 1000;
  private static final double WORTH_A_LINE = 0.5;

  static ProcessorTime now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> nanos = new TreeMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        long used = threads.getThreadCpuTime(thread.getThreadId());
        nanos.merge(thread.getThreadName().replaceAll("[-#]?\\d+$", ""), used, Long::sum);
      }
    }
    return new ProcessorTime(
        nanos,
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
  }

  /** What was used since {@code before}, for each of {@code count} operations. */
  List<String> since(ProcessorTime before, long count) {
    List<String> lines = new ArrayList<>();
    double all = (process - before.process) / NANOS_PER_MICRO / count;
    double named = 0;
    for (Map.Entry<String, Long> thread : nanos.entrySet()) {
      long used = thread.getValue() - before.nanos.getOrDefault(thread.getKey(), 0L);
      double each = used / NANOS_PER_MICRO / count;
      named += each;
      if (each >= WORTH_A_LINE) {
        lines.add("%-48s %9.1f us".formatted(thread.getKey(), each));
      }
    }
    lines.add("%-48s %9.1f us".formatted("the JVM's compiler and collector", all - named));
    double compiling = 1000.0 * (compileMillis - before.compileMillis) / count;
    lines.add("%-48s %9.1f us".formatted("  of these the compiler, by the clock", compiling));
    lines.add("%-48s %9.1f us".formatted("all of the process", all));
    return lines;
  }
}
