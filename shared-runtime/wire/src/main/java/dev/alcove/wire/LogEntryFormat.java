package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;

/** One commit in the log of a tenant. */
public final class LogEntryFormat {
  private static final Form<KvLog.Entry> FORM =
      Form.of("log entry", 1, LogEntryFormat::put, LogEntryFormat::take);

  private LogEntryFormat() {}

  public static Bytes write(KvLog.Entry entry) {
    return FORM.write(entry);
  }

  /**
   * Reads a log entry.
   *
   * @throws FormatException if it is not one
   */
  public static KvLog.Entry read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(KvLog.Entry entry, FieldWriter out) {
    out.number("seq", entry.seq());
    out.text("x", entry.attempt());
    out.list("w", entry.writes(), LogEntryFormat::putTouched);
  }

  private static void putTouched(KvLog.Touched touched, FieldWriter out) {
    out.text("map", touched.map());
    out.text("key", touched.keyHash().hex());
    out.flag("deleted", touched.deleted());
  }

  private static KvLog.Entry take(FieldReader in) {
    return new KvLog.Entry(
        in.number("seq"), in.text("x"), in.list("w", LogEntryFormat::takeTouched));
  }

  private static KvLog.Touched takeTouched(FieldReader in) {
    return new KvLog.Touched(in.text("map"), in.value("key", Bytes::ofHex), in.flag("deleted"));
  }
}
