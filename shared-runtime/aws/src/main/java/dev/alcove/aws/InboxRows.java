package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.ScriptRef;
import java.time.Instant;

/** The marks of events that took effect. */
final class InboxRows {
  private InboxRows() {}

  static Key key(ScriptRef script, String eventId) {
    String owner = script.app() + "#" + script.script();
    Bytes id = Bytes.utf8(eventId);
    // Other systems choose ids of any length. No app or script has # in its name, or ends in a
    // zero.
    Bytes sort =
        id.size() <= SortKeys.MOST_PLAIN
            ? Bytes.utf8(owner + "#" + eventId)
            : Bytes.utf8(owner + "\0" + id.sha256().hex());
    return Key.of(Partitions.inbox(script.tenant()), sort);
  }

  static Row row(InboxMark mark) {
    return key(mark.script(), mark.eventId()).row().with(Row.EXPIRES, seconds(mark.expires()));
  }

  /**
   * The first whole second that is not before a time: what counts in seconds must not end early.
   */
  static long seconds(Instant time) {
    return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
  }
}
