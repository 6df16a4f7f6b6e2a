package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * Port: a tenant's key-value maps, with one log per tenant that gives commits a total order, and
 * the items that are written together with a commit. The transaction rules on top of it are the
 * platform's ({@code hostapi} reads, {@code dispatch} commits). Thread-safe.
 *
 * <p>All reads are consistent. A commit is atomic for everyone who reads the log; a reader of
 * single items may see some items of a commit before others, and repairs that with the log.
 */
public interface KvLog extends TenantScoped {
  /** How long log entries are kept of a tenant without historical apps, seconds. */
  long ENTRY_TTL_SECONDS = 3_600;

  /** How old, in seconds, an entry can be and still concern a reader's first touch. */
  long RECENT_SECONDS = 10;

  /** The head of the log and the entries younger than {@link #RECENT_SECONDS}, in one read. */
  Tail open(TenantId tenant);

  /**
   * The head of the log and all entries after {@code seq}, in one read. No item of a commit may be
   * seen, by any reader, before this shows that commit: a run that only read is checked by it.
   */
  Tail after(TenantId tenant, long seq);

  /** The item at a key, absent if never written or deleted. */
  Optional<Item> get(TenantId tenant, String map, Bytes key);

  /**
   * Up to {@code limit} items of a map in the order of their keys. A page with fewer is the last.
   *
   * @param after start behind this key; empty: at the beginning
   */
  List<Item> scan(TenantId tenant, String map, Optional<Bytes> after, int limit);

  /** The point item at an address; absent if never written, deleted or expired. */
  Optional<PointItem> point(TenantId tenant, PointAddress address);

  /**
   * Up to {@code limit} items of a point map in the order of their keys, for tools: runs do not
   * scan such maps. A page with fewer is the last.
   *
   * @param after start behind this key; empty: at the beginning
   */
  List<KeyedPoint> points(TenantId tenant, String map, Optional<Bytes> after, int limit);

  /**
   * Commits all or nothing. Not repeatable by itself: who gets no answer looks for {@link
   * Commit#attempt} in the log.
   */
  CommitResult commit(TenantId tenant, Commit commit);

  /**
   * The end of the log.
   *
   * @param seq the number of the last commit, 0 if there was none
   * @param oldest from this number on all entries are still there, {@code seq + 1} if none is. A
   *     store looks no further back than it was asked to, so older ones may be there too
   * @param entries in ascending order of their numbers
   */
  record Tail(long seq, long oldest, List<Entry> entries) {
    public Tail {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One commit in the log.
   *
   * @param attempt the execution id and the number of the attempt that wrote it
   * @param writes what it wrote, by map and key hash
   */
  record Entry(long seq, String attempt, List<Touched> writes) {
    public Entry {
      requireNonNull(attempt, "attempt is null");
      writes = List.copyOf(writes);
    }
  }

  /**
   * One key that a commit wrote.
   *
   * @param keyHash the first 16 bytes of the key's SHA-256
   */
  record Touched(String map, Bytes keyHash, boolean deleted) {
    private static final int HASH_BYTES = 16;

    public static Touched of(String map, Bytes key, boolean deleted) {
      return new Touched(map, hash(key), deleted);
    }

    /** The form in which the log names a key. */
    public static Bytes hash(Bytes key) {
      return Bytes.owning(java.util.Arrays.copyOf(key.sha256().toArray(), HASH_BYTES));
    }
  }

  /**
   * One key of a logged map.
   *
   * @param seq the commit that wrote it
   */
  record Item(Bytes key, Bytes value, long seq) {}

  /** A key of a map that is declared {@code point}, or a key of the tenant's storage. */
  sealed interface PointAddress {
    record InMap(String map, Bytes key) implements PointAddress {}

    record InStorage(String key) implements PointAddress {}
  }

  /**
   * One key outside the log.
   *
   * @param writeId random, different for each write
   * @param expires seconds since the epoch; from then on the item is absent
   */
  record PointItem(Bytes value, String writeId, OptionalLong expires) {}

  /** A point item and its key. */
  record KeyedPoint(Bytes key, PointItem item) {}

  /**
   * All that one run writes.
   *
   * @param attempt the execution id and the number of the attempt
   * @param log what goes through the log; empty if the run wrote to no logged map
   * @param points writes and checks outside the log
   * @param outbox the events of the run
   * @param inbox marks the event that caused the run as done
   */
  record Commit(
      String attempt,
      Optional<LogWrite> log,
      List<PointChange> points,
      Optional<OutboxItem> outbox,
      Optional<InboxMark> inbox) {
    public Commit {
      requireNonNull(attempt, "attempt is null");
      points = List.copyOf(points);
    }

    /** Whether there is nothing to write and nothing to check. */
    public boolean isEmpty() {
      return log.isEmpty() && points.isEmpty() && outbox.isEmpty() && inbox.isEmpty();
    }
  }

  /**
   * What a commit writes through the log.
   *
   * @param expected the head that the run, or the check after it, has seen
   * @param writes by map, then key; an empty value deletes
   */
  record LogWrite(long expected, Map<String, Map<Bytes, Optional<Bytes>>> writes) {
    public LogWrite {
      writes = Map.copyOf(writes);
    }
  }

  /**
   * One write or check outside the log.
   *
   * @param expected what must be there
   * @param action what to do then
   */
  record PointChange(PointAddress address, Expectation expected, Action action) {
    public sealed interface Expectation {
      record Anything() implements Expectation {}

      record Absent() implements Expectation {}

      record Written(String writeId) implements Expectation {}
    }

    public sealed interface Action {
      record Check() implements Action {}

      record Delete() implements Action {}

      record Put(PointItem item) implements Action {}
    }
  }

  /** How a commit ended. */
  sealed interface CommitResult {
    /** All is written; the number is absent if nothing went through the log. */
    record Committed(OptionalLong seq) implements CommitResult {}

    /** The head is not the expected one: look at the log after it. */
    record HeadMoved() implements CommitResult {}

    /** A point item is not as expected: run again. */
    record PointMoved(Collection<PointAddress> addresses) implements CommitResult {}

    /** The inbox says that this event took effect already: nothing was written. */
    record AlreadyDone() implements CommitResult {}

    /** Somebody else was writing the same items: try the same commit again. */
    record Contended() implements CommitResult {}
  }

  /** The names of a tenant's logged maps that hold items, for tools. Point maps do not count. */
  SortedSet<String> maps(TenantId tenant);
}
