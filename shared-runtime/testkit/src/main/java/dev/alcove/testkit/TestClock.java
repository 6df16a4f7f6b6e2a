package dev.alcove.testkit;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class TestClock implements Clock {
  /** Where each test begins: a whole second, and no border of a day, an hour or a minute. */
  public static final Instant START = Instant.parse("2026-03-02T09:30:15Z");

  private final AtomicReference<Instant> now;

  public TestClock() {
    this(START);
  }

  public TestClock(Instant start) {
    this.now = new AtomicReference<>(requireNonNull(start, "start is null"));
  }

  @Override
  public Instant now() {
    return now.get();
  }

  /** The whole second that it is, as expiries count it. */
  public long second() {
    return now().getEpochSecond();
  }

  /** Moves by a time, also back; the time then. */
  public Instant advance(Duration by) {
    return now.updateAndGet(before -> before.plus(by));
  }

  public void set(Instant time) {
    now.set(requireNonNull(time, "time is null"));
  }
}
