package dev.alcove.domain;

import java.util.OptionalLong;

/**
 * What one run may use. Every number has a reason; none is unlimited.
 *
 * @param wallMillis time from the start of the run to the answer, milliseconds
 * @param cpuMillis time on a processor, milliseconds
 * @param memoryBytes live memory of the guest, bytes; what a run may allocate in all is {@link
 *     #allocatedBytes()}
 * @param stackFrames guest calls inside each other
 * @param responseBytes the answer's body: what API Gateway and Lambda carry, with room for base64
 * @param logLines lines kept of one run
 * @param logBytes bytes of log kept of one run
 * @param hostCalls counted host operations
 * @param kvKeysWritten keys one commit may write: DynamoDB takes 100 items in a transaction, ten of
 *     them are ours
 * @param kvValueBytes one value in the key-value store
 * @param commitBytes all that one commit writes: DynamoDB takes 4 MB
 * @param storageValueBytes one value in storage
 * @param events events that one run may publish
 * @param eventBytes one event: EventBridge takes 256 KB with its envelope
 * @param eventsBytes all events of one run: they share one outbox item
 */
public record Limits(
    long wallMillis,
    long cpuMillis,
    long memoryBytes,
    int stackFrames,
    long responseBytes,
    int logLines,
    long logBytes,
    int hostCalls,
    int kvKeysWritten,
    long kvValueBytes,
    long commitBytes,
    long storageValueBytes,
    int events,
    long eventBytes,
    long eventsBytes) {
  private static final long KB = 1024;
  private static final long MB = 1024 * KB;

  /** What a run gets when nobody says otherwise. */
  public static final Limits DEFAULT =
      new Limits(
          30_000, 30_000, 128 * MB, 400, 4 * MB, 1_000, 256 * KB, 1_000, 90, 256 * KB, 3 * MB,
          256 * KB, 100, 64 * KB, 300 * KB);

  /** The most that a plan may give. */
  public static final Limits MOST =
      new Limits(
          300_000, 300_000, 512 * MB, 2_000, 4 * MB, 10_000, 2 * MB, 50_000, 90, 256 * KB, 3 * MB,
          350 * KB, 100, 64 * KB, 300 * KB);

  /** CCF's default for an endpoint's time ({@code max_execution_time_ms}). */
  public static final long ENDPOINT_WALL_MILLIS = 5_000;

  /** CCF's default for an endpoint's heap ({@code max_heap_bytes}). */
  public static final long ENDPOINT_MEMORY_BYTES = 100 * MB;

  /** A run may allocate this many times its live memory: garbage is cheap, but not free. */
  private static final int ALLOCATION_FACTOR = 64;

  public Limits {
    positive(wallMillis, "wallMillis");
    positive(cpuMillis, "cpuMillis");
    positive(memoryBytes, "memoryBytes");
    positive(stackFrames, "stackFrames");
    positive(responseBytes, "responseBytes");
    positive(logLines, "logLines");
    positive(logBytes, "logBytes");
    positive(hostCalls, "hostCalls");
    positive(kvKeysWritten, "kvKeysWritten");
    positive(kvValueBytes, "kvValueBytes");
    positive(commitBytes, "commitBytes");
    positive(storageValueBytes, "storageValueBytes");
    positive(events, "events");
    positive(eventBytes, "eventBytes");
    positive(eventsBytes, "eventsBytes");
    if (kvValueBytes > commitBytes || eventBytes > eventsBytes) {
      throw new InvalidValueException("One part cannot be larger than the whole it belongs to.");
    }
  }

  private static void positive(long value, String name) {
    if (value < 1) {
      throw new InvalidValueException("Limit `" + name + "` must be at least 1.");
    }
  }

  /** How many bytes a run may allocate in all, kept or not. */
  public long allocatedBytes() {
    return memoryBytes * ALLOCATION_FACTOR;
  }

  /** These limits, lowered where {@code overrides} are lower. */
  public Limits lowered(LimitOverrides overrides) {
    return capped(
        lower(wallMillis, overrides.wallMillis(), 1),
        lower(cpuMillis, overrides.cpuMillis(), 1),
        lower(memoryBytes, overrides.memoryMegabytes(), MB));
  }

  /** These limits with time and memory no higher than the ones given. */
  public Limits capped(long wall, long cpu, long memory) {
    return new Limits(
        Math.min(wallMillis, wall),
        Math.min(cpuMillis, cpu),
        Math.min(memoryBytes, memory),
        stackFrames,
        responseBytes,
        logLines,
        logBytes,
        hostCalls,
        kvKeysWritten,
        kvValueBytes,
        commitBytes,
        storageValueBytes,
        events,
        eventBytes,
        eventsBytes);
  }

  /** What an endpoint gets of these: CCF's own defaults are lower. */
  public Limits forEndpoint() {
    return capped(ENDPOINT_WALL_MILLIS, ENDPOINT_WALL_MILLIS, ENDPOINT_MEMORY_BYTES);
  }

  private static long lower(long value, OptionalLong override, long unit) {
    return override.isPresent() ? Math.min(value, override.getAsLong() * unit) : value;
  }
}
