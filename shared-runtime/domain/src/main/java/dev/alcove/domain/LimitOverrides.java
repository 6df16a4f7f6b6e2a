package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * The limits that a manifest or an entry lowers; it can never raise what the plan gives.
 *
 * @param wallMillis milliseconds, at least 1
 * @param cpuMillis milliseconds, at least 1
 * @param memoryMegabytes at least 1
 */
public record LimitOverrides(
    OptionalLong wallMillis, OptionalLong cpuMillis, OptionalLong memoryMegabytes) {
  public static final LimitOverrides NONE =
      new LimitOverrides(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  public LimitOverrides {
    check(requireNonNull(wallMillis, "wallMillis is null"), "wall_ms");
    check(requireNonNull(cpuMillis, "cpuMillis is null"), "cpu_ms");
    check(requireNonNull(memoryMegabytes, "memoryMegabytes is null"), "memory_mb");
  }

  private static void check(OptionalLong value, String name) {
    if (value.isPresent() && value.getAsLong() < 1) {
      throw new InvalidValueException("Limit `" + name + "` must be at least 1.");
    }
  }
}
