package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;

/**
 * One line that a script wrote, or that the platform wrote about a run.
 *
 * @param fields more fields as the text of a JSON object, already under the names that they are
 *     shown with; {@code {}} if none
 */
public record LogLine(
    Instant time,
    TenantId tenant,
    AppName app,
    String entry,
    ExecutionId execution,
    Level level,
    String message,
    String userId,
    String sourceFile,
    String fields) {
  /** How important a line is. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** The lower-case form that is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LogLine {
    requireNonNull(time, "time is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
    requireNonNull(entry, "entry is null");
    requireNonNull(execution, "execution is null");
    requireNonNull(level, "level is null");
    requireNonNull(message, "message is null");
    requireNonNull(userId, "userId is null");
    requireNonNull(sourceFile, "sourceFile is null");
    requireNonNull(fields, "fields is null");
  }
}
