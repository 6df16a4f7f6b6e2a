package dev.alcove.dispatch;

import dev.alcove.domain.InboxMark;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Ticker;
import dev.alcove.hostapi.KvTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Step 7: one log for each tenant gives its commits a total order. A commit takes the next number
 * on condition that it is the next; who comes too late looks at what was committed meanwhile, and
 * only if that meets what the run has read must the run be made again. Serialisable, scans
 * included. Thread-safe.
 */
final class Committer {
  /** How often one commit is tried on a newer head before the run is told to give up. */
  private static final int MOST_TRIES = 30;

  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 50_000_000;

  /** How a commit went. */
  sealed interface Verdict {
    /**
     * All is written, or there was nothing to write and all that was read still holds.
     *
     * @param seq the commit's number, or that of the state that was read; empty if neither
     */
    record Done(OptionalLong seq) implements Verdict {}

    /** What was read has changed: run again. */
    record Stale() implements Verdict {}

    /** The event took effect before: nothing was written, and nothing is to be done. */
    record AlreadyDone() implements Verdict {}
  }

  private final KvLog kv;
  private final Ticker ticker;
  private final RandomGenerator random;

  Committer(KvLog kv, Ticker ticker, RandomGenerator random) {
    this.kv = kv;
    this.ticker = ticker;
    this.random = random;
  }

  /**
   * Commits what a run wrote, together with its events and its inbox mark.
   *
   * @param attempt the name under which the commit stands in the log
   * @param deadline in the ticker's nanoseconds; no try begins after it
   */
  Verdict commit(
      TenantId tenant,
      KvTransaction transaction,
      String attempt,
      Optional<OutboxItem> outbox,
      Optional<InboxMark> inbox,
      long deadline) {
    List<PointChange> points = transaction.pointChanges();
    boolean writesLog = transaction.writesLog();
    if (!writesLog && points.isEmpty() && outbox.isEmpty() && inbox.isEmpty()) {
      return validate(tenant, transaction);
    }
    // Reads of logged maps hold at the commit's number, so such a run takes one even if all that it
    // writes is outside the log.
    boolean takesNumber = writesLog || transaction.head().isPresent();
    long expected = takesNumber ? head(tenant, transaction) : 0;
    for (int tries = 0; tries < MOST_TRIES && ticker.nanos() - deadline < 0; tries++) {
      Optional<LogWrite> log =
          takesNumber
              ? Optional.of(transaction.logWrite(expected).orElse(new LogWrite(expected, Map.of())))
              : Optional.empty();
      CommitResult result =
          kv.commit(tenant, new KvLog.Commit(attempt, log, points, outbox, inbox));
      switch (result) {
        case CommitResult.Committed committed -> {
          return new Verdict.Done(committed.seq());
        }
        case CommitResult.AlreadyDone already -> {
          return new Verdict.AlreadyDone();
        }
        case CommitResult.PointMoved moved -> {
          return new Verdict.Stale();
        }
        case CommitResult.Contended contended -> pause(tries);
        case CommitResult.HeadMoved moved -> {
          Tail tail = kv.after(tenant, expected);
          OptionalLong own = own(tail, attempt);
          if (own.isPresent()) {
            return new Verdict.Done(own);
          }
          if (!holds(transaction, tail, expected)) {
            return new Verdict.Stale();
          }
          expected = tail.seq();
          pause(tries);
        }
      }
    }
    return new Verdict.Stale();
  }

  /** Whether all that a run has read is still so: a run that only read, or that failed. */
  Verdict validate(TenantId tenant, KvTransaction transaction) {
    OptionalLong head = transaction.head();
    if (head.isEmpty()) {
      return new Verdict.Done(OptionalLong.empty());
    }
    Tail tail = kv.after(tenant, head.getAsLong());
    return holds(transaction, tail, head.getAsLong())
        ? new Verdict.Done(head)
        : new Verdict.Stale();
  }

  private long head(TenantId tenant, KvTransaction transaction) {
    OptionalLong seen = transaction.head();
    return seen.isPresent() ? seen.getAsLong() : kv.open(tenant).seq();
  }

  private static boolean holds(KvTransaction transaction, Tail tail, long seen) {
    if (tail.oldest() > seen + 1) {
      // The log no longer has all that came after: nobody can say that nothing has changed.
      return false;
    }
    return tail.entries().stream().noneMatch(transaction::isChangedBy);
  }

  /** The number of this very attempt, if it had committed and the answer was lost. */
  private static OptionalLong own(Tail tail, String attempt) {
    return tail.entries().stream()
        .filter(entry -> entry.attempt().equals(attempt))
        .mapToLong(Entry::seq)
        .findFirst();
  }

  private void pause(int tries) {
    long most = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(tries, 16));
    LockSupport.parkNanos(random.nextLong(most) + 1);
  }
}
