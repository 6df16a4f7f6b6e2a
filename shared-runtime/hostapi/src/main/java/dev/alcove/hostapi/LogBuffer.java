package dev.alcove.hostapi;

import dev.alcove.domain.Clock;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogLine.Level;
import dev.alcove.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The log lines of one attempt, up to the limits; what is over them is counted. Thread-safe. */
final class LogBuffer {
  private final Grant grant;
  private final Clock clock;
  private final List<LogLine> lines = new ArrayList<>();
  private long bytes;
  private int dropped;

  LogBuffer(Grant grant, Clock clock) {
    this.grant = grant;
    this.clock = clock;
  }

  /**
   * Adds a line, or counts it.
   *
   * @param fields the text of a JSON object under the names that are shown
   */
  synchronized void add(Level level, String message, String fields) {
    String safe = Texts.withoutControls(message);
    int size = Texts.utf8Length(safe) + Texts.utf8Length(fields);
    var limits = grant.invocation().limits();
    if (lines.size() >= limits.logLines() || bytes + size > limits.logBytes()) {
      dropped++;
      return;
    }
    bytes += size;
    lines.add(line(clock.now(), level, safe, fields));
  }

  synchronized int dropped() {
    return dropped;
  }

  /** The lines, and one more that says how many are missing. The buffer is empty afterwards. */
  synchronized List<LogLine> take() {
    List<LogLine> taken = new ArrayList<>(lines);
    if (dropped > 0) {
      var limits = grant.invocation().limits();
      taken.add(
          line(
              clock.now(),
              Level.WARN,
              "%s dropped: a run may write %d lines and %d bytes."
                  .formatted(
                      dropped == 1 ? "1 log line was" : dropped + " log lines were",
                      limits.logLines(),
                      limits.logBytes()),
              "{}"));
    }
    lines.clear();
    bytes = 0;
    dropped = 0;
    return taken;
  }

  private LogLine line(Instant time, Level level, String message, String fields) {
    var invocation = grant.invocation();
    return new LogLine(
        time,
        invocation.tenant(),
        invocation.app(),
        invocation.entry().label(),
        invocation.execution(),
        level,
        message,
        invocation.user().map(User::id).orElse(""),
        grant.sourceFile(),
        fields);
  }
}
