package dev.alcove.wire;

import dev.alcove.domain.Limits;

/** The limits of one run, in the record's own units. */
final class LimitFields {
  private LimitFields() {}

  static void put(Limits limits, FieldWriter out) {
    out.number("wall_millis", limits.wallMillis());
    out.number("cpu_millis", limits.cpuMillis());
    out.number("memory_bytes", limits.memoryBytes());
    out.number("stack_frames", limits.stackFrames());
    out.number("response_bytes", limits.responseBytes());
    out.number("log_lines", limits.logLines());
    out.number("log_bytes", limits.logBytes());
    out.number("host_calls", limits.hostCalls());
    out.number("kv_keys_written", limits.kvKeysWritten());
    out.number("kv_value_bytes", limits.kvValueBytes());
    out.number("commit_bytes", limits.commitBytes());
    out.number("storage_value_bytes", limits.storageValueBytes());
    out.number("events", limits.events());
    out.number("event_bytes", limits.eventBytes());
    out.number("events_bytes", limits.eventsBytes());
  }

  static Limits take(FieldReader in) {
    return new Limits(
        in.number("wall_millis"),
        in.number("cpu_millis"),
        in.number("memory_bytes"),
        in.integer("stack_frames"),
        in.number("response_bytes"),
        in.integer("log_lines"),
        in.number("log_bytes"),
        in.integer("host_calls"),
        in.integer("kv_keys_written"),
        in.number("kv_value_bytes"),
        in.number("commit_bytes"),
        in.number("storage_value_bytes"),
        in.integer("events"),
        in.number("event_bytes"),
        in.number("events_bytes"));
  }
}
