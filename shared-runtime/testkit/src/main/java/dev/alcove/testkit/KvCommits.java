package dev.alcove.testkit;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short words for commits. */
final class KvCommits {
  private KvCommits() {}

  static Commit put(long expected, String map, String key, String value) {
    return logged(expected, map, Map.of(Bytes.utf8(key), Optional.of(Bytes.utf8(value))));
  }

  static Commit delete(long expected, String map, String key) {
    return logged(expected, map, Map.of(Bytes.utf8(key), Optional.empty()));
  }

  static Commit logged(long expected, String map, Map<Bytes, Optional<Bytes>> writes) {
    return logged("x/" + expected, new LogWrite(expected, Map.of(map, writes)));
  }

  static Commit logged(String attempt, LogWrite write) {
    return new Commit(attempt, Optional.of(write), List.of(), Optional.empty(), Optional.empty());
  }

  static Commit points(PointChange... changes) {
    return new Commit(
        "x/1", Optional.empty(), List.of(changes), Optional.empty(), Optional.empty());
  }

  /** The same commit with other points, outbox and inbox. */
  static Commit with(
      Commit commit,
      List<PointChange> points,
      Optional<OutboxItem> outbox,
      Optional<InboxMark> inbox) {
    return new Commit(commit.attempt(), commit.log(), points, outbox, inbox);
  }

  /** Commits until nobody else is writing the same items. */
  static CommitResult settled(KvLog log, TenantId tenant, Commit commit) {
    CommitResult result = log.commit(tenant, commit);
    for (int tries = 0; result instanceof CommitResult.Contended; tries++) {
      if (tries == 1_000) {
        throw new AssertionError("1,000 times in a row somebody else was writing");
      }
      result = log.commit(tenant, commit);
    }
    return result;
  }
}
