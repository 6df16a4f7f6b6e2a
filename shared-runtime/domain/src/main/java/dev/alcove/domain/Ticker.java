package dev.alcove.domain;

/** Monotonic time, for limits, timeouts and the timers of scripts. Thread-safe. */
public interface Ticker {
  /** Nanoseconds since an arbitrary moment; only differences mean something. */
  long nanos();
}
