package dev.alcove.testkit;

import dev.alcove.domain.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that stands still until a test moves it. Thread-safe. */
public final class TestTicker implements Ticker {
  /** Near the end of the numbers, as a real one may be: only differences mean something. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  @Override
  public long nanos() {
    return nanos.get();
  }

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
