package dev.alcove.wire;

import dev.alcove.domain.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;

/** The limits of a plan under the keys that people write them by. */
public final class PlanLimits {
  private static final long MB = 1024L * 1024;

  /** One key: its unit, and where its value is in the record. */
  record Key(long unit, ToLongFunction<Limits> value) {
    long of(Limits limits) {
      return value.applyAsLong(limits) / unit;
    }
  }

  private static final SequencedMap<String, Key> KEYS = keys();

  private PlanLimits() {}

  private static SequencedMap<String, Key> keys() {
    SequencedMap<String, Key> keys = new LinkedHashMap<>();
    keys.put("wall_ms", new Key(1, Limits::wallMillis));
    keys.put("cpu_ms", new Key(1, Limits::cpuMillis));
    keys.put("memory_mb", new Key(MB, Limits::memoryBytes));
    keys.put("stack_frames", new Key(1, Limits::stackFrames));
    keys.put("response_bytes", new Key(1, Limits::responseBytes));
    keys.put("log_lines", new Key(1, Limits::logLines));
    keys.put("log_bytes", new Key(1, Limits::logBytes));
    keys.put("host_calls", new Key(1, Limits::hostCalls));
    keys.put("kv_keys_written", new Key(1, Limits::kvKeysWritten));
    keys.put("kv_value_bytes", new Key(1, Limits::kvValueBytes));
    keys.put("commit_bytes", new Key(1, Limits::commitBytes));
    keys.put("storage_value_bytes", new Key(1, Limits::storageValueBytes));
    keys.put("events", new Key(1, Limits::events));
    keys.put("event_bytes", new Key(1, Limits::eventBytes));
    keys.put("events_bytes", new Key(1, Limits::eventsBytes));
    return keys;
  }

  /** The keys in the order of the record. */
  static Iterable<String> names() {
    return KEYS.keySet();
  }

  static boolean knows(String name) {
    return KEYS.containsKey(name);
  }

  /** The most that a plan may give, in the key's own unit. */
  static long most(String name) {
    Key key = KEYS.get(name);
    if (key == null) {
      throw new IllegalArgumentException("no limit has the key " + name);
    }
    return key.of(Limits.MOST);
  }

  /** These limits with other times and memory. */
  public static Limits with(Limits base, long wallMillis, long cpuMillis, long memoryBytes) {
    return of(
        base, Map.of("wall_ms", wallMillis, "cpu_ms", cpuMillis, "memory_mb", memoryBytes / MB));
  }

  /**
   * These limits with others where {@code given} has them.
   *
   * @param given by key, in the key's own unit
   */
  static Limits of(Limits base, Map<String, Long> given) {
    return new Limits(
        value(base, given, "wall_ms"),
        value(base, given, "cpu_ms"),
        value(base, given, "memory_mb"),
        (int) value(base, given, "stack_frames"),
        value(base, given, "response_bytes"),
        (int) value(base, given, "log_lines"),
        value(base, given, "log_bytes"),
        (int) value(base, given, "host_calls"),
        (int) value(base, given, "kv_keys_written"),
        value(base, given, "kv_value_bytes"),
        value(base, given, "commit_bytes"),
        value(base, given, "storage_value_bytes"),
        (int) value(base, given, "events"),
        value(base, given, "event_bytes"),
        value(base, given, "events_bytes"));
  }

  private static long value(Limits base, Map<String, Long> given, String name) {
    Key key = KEYS.get(name);
    if (key == null) {
      throw new IllegalArgumentException("no limit has the key " + name);
    }
    Long other = given.get(name);
    return other == null ? key.value().applyAsLong(base) : other * key.unit();
  }
}
