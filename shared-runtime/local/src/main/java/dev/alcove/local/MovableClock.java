package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The world's calendar time: real time and an offset that only grows. The offset is kept with the
 * data, so that a world goes on where it was. Thread-safe.
 */
public final class MovableClock implements Clock {
  private final Database database;
  private final InstantSource base;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private volatile long offsetMicros;

  MovableClock(Database database, InstantSource base) {
    this.database = requireNonNull(database, "database is null");
    this.base = requireNonNull(base, "base is null");
    this.offsetMicros = database.read(sql -> Meta.get(sql, Meta.CLOCK_OFFSET)).orElse(0);
  }

  @Override
  public Instant now() {
    return base.instant().plus(offsetMicros, ChronoUnit.MICROS);
  }

  /** How far the clock is ahead of real time. */
  public Duration offset() {
    return Duration.of(offsetMicros, ChronoUnit.MICROS);
  }

  /**
   * Moves the clock forward; every tick on the way stays due. Ends durable, and after all listeners
   * were called.
   *
   * @return the time now
   * @throws IllegalArgumentException if {@code by} is negative: time that passed has had effects
   */
  public synchronized Instant advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock moves forward only");
    }
    // Rounded up, so that what is due at the end of the move is due after it.
    long moved = Math.addExact(offsetMicros, Micros.of(Instant.EPOCH.plus(by).plusNanos(999)));
    Instant from = now();
    database.write(
        Durability.POWER,
        sql -> {
          Meta.set(sql, Meta.CLOCK_OFFSET, moved);
          LocalScheduler.keepTicks(sql, from, from.plus(by));
          return true;
        });
    offsetMicros = moved;
    listeners.forEach(Runnable::run);
    return now();
  }

  /** Moves the clock forward to a time; if that has passed already it stays as it is. */
  public synchronized Instant advanceTo(Instant time) {
    Duration by = Duration.between(now(), time);
    return by.isPositive() ? advance(by) : now();
  }

  /** Calls {@code listener} after each move, on the thread that moved it. */
  public void onMove(Runnable listener) {
    listeners.add(requireNonNull(listener, "listener is null"));
  }
}
