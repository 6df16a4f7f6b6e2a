package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.TenantId;
import java.util.Set;

/**
 * One line of log, as IOTA's document shows it: the line's own fields stand beside the platform's,
 * which win where names meet.
 */
public final class LogLineFormat {
  private static final Form<LogLine> FORM =
      Form.of("log line", 1, LogLineFormat::put, LogLineFormat::take);

  private static final Form<LogStore.Positioned> POSITIONED =
      Form.of("log line", 1, LogLineFormat::putPositioned, LogLineFormat::takePositioned);

  private static final Set<String> PLATFORM_FIELDS =
      Set.of(
          "v",
          "message",
          "level",
          "tenant_id",
          "user_id",
          "source_file",
          "app",
          "script",
          "execution_id",
          "time",
          "position");

  private LogLineFormat() {}

  public static Bytes write(LogLine line) {
    return FORM.write(line);
  }

  /**
   * Reads a log line. A field that is not the platform's is one of the line's own.
   *
   * @throws FormatException if it is not one
   */
  public static LogLine read(Bytes bytes) {
    return FORM.read(bytes);
  }

  /** A line with the position at which it stands, for stores that give out none. */
  public static Bytes write(LogStore.Positioned line) {
    return POSITIONED.write(line);
  }

  /**
   * Reads a line that was written with its position.
   *
   * @throws FormatException if it is not one
   */
  public static LogStore.Positioned readPositioned(Bytes bytes) {
    return POSITIONED.read(bytes);
  }

  private static void putPositioned(LogStore.Positioned line, FieldWriter out) {
    put(line.line(), out);
    out.number("position", line.position());
  }

  private static LogStore.Positioned takePositioned(FieldReader in) {
    return new LogStore.Positioned(in.number("position"), take(in));
  }

  static void put(LogLine line, FieldWriter out) {
    out.text("message", line.message());
    out.word("level", line.level());
    out.text("tenant_id", line.tenant().value());
    out.text("user_id", line.userId());
    out.text("source_file", line.sourceFile());
    out.text("app", line.app().value());
    out.text("script", line.entry());
    out.text("execution_id", line.execution().value());
    out.time("time", line.time());
    out.others(line.fields(), name -> !PLATFORM_FIELDS.contains(name));
  }

  static LogLine take(FieldReader in) {
    return new LogLine(
        in.time("time"),
        in.value("tenant_id", TenantId::new),
        in.value("app", AppName::new),
        in.text("script"),
        in.value("execution_id", ExecutionId::new),
        in.word("level", LogLine.Level.class),
        in.text("message"),
        in.text("user_id"),
        in.text("source_file"),
        in.others(name -> !PLATFORM_FIELDS.contains(name)));
  }
}
