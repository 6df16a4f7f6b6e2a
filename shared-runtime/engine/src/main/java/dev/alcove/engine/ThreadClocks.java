package dev.alcove.engine;

import java.lang.management.ManagementFactory;

/** What the JVM knows of a thread. Thread-safe; allocates nothing. */
final class ThreadClocks {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadClocks() {}

  static long cpuNanos(long threadId) {
    return Math.max(0, THREADS.getThreadCpuTime(threadId));
  }

  static long allocatedBytes(long threadId) {
    return Math.max(0, THREADS.getThreadAllocatedBytes(threadId));
  }
}
