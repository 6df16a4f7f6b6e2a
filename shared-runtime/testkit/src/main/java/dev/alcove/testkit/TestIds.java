package dev.alcove.testkit;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Ids;
import java.util.concurrent.atomic.AtomicLong;

/** Counts: {@code id-1}, {@code id-2} ... Thread-safe. */
public final class TestIds implements Ids {
  private final String prefix;
  private final AtomicLong last = new AtomicLong();

  public TestIds() {
    this("id");
  }

  /** Counts with another prefix, for two that must not give the same ids. */
  public TestIds(String prefix) {
    this.prefix = requireNonNull(prefix, "prefix is null");
  }

  @Override
  public String next() {
    return prefix + "-" + last.incrementAndGet();
  }
}
