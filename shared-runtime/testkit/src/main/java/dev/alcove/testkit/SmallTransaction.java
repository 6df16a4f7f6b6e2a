package dev.alcove.testkit;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Item;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.KvLog.Touched;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.SerialisabilityCheck.Address;
import dev.alcove.testkit.SerialisabilityCheck.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One attempt at a transaction, in the fewest words that keep the rule of commits: read at the head
 * {@code s}, commit on {@code s}; when the head has moved and a later commit touched what was read,
 * run again; else commit on the new head. Not for use by several threads.
 */
final class SmallTransaction {
  private final KvLog log;
  private final TenantId tenant;
  private final String attempt;
  private final Tail begin;
  private final Map<Address, Optional<Bytes>> reads = new HashMap<>();
  private final Map<String, SortedMap<Bytes, Bytes>> scans = new HashMap<>();
  private final Map<Address, Optional<Bytes>> writes = new HashMap<>();
  private long newestSeen;

  /** What was read cannot be true together: run again. */
  static final class RunAgain extends Exception {
    private static final long serialVersionUID = 1L;
  }

  SmallTransaction(KvLog log, TenantId tenant, String attempt) {
    this.log = log;
    this.tenant = tenant;
    this.attempt = attempt;
    this.begin = log.open(tenant);
  }

  /** What the store has, whatever this transaction has written. */
  Optional<Bytes> read(String map, String key) throws RunAgain {
    Bytes bytes = Bytes.utf8(key);
    Optional<Item> item = log.get(tenant, map, bytes);
    for (Entry entry : begin.entries()) {
      for (Touched touched : entry.writes()) {
        if (touched.map().equals(map) && touched.keyHash().equals(Touched.hash(bytes))) {
          requireShown(entry, touched, item);
        }
      }
    }
    return note(new Address(map, bytes), item);
  }

  /** All of a map that the store has. */
  void scan(String map) throws RunAgain {
    Map<Bytes, Item> byHash = new HashMap<>();
    SortedMap<Bytes, Bytes> items = new TreeMap<>();
    for (Item item : log.scan(tenant, map, Optional.empty(), 1_000)) {
      byHash.put(Touched.hash(item.key()), item);
      items.put(item.key(), item.value());
      newestSeen = Math.max(newestSeen, item.seq());
    }
    for (Entry entry : begin.entries()) {
      for (Touched touched : entry.writes()) {
        if (touched.map().equals(map)) {
          requireShown(entry, touched, Optional.ofNullable(byHash.get(touched.keyHash())));
        }
      }
    }
    SortedMap<Bytes, Bytes> before = scans.put(map, items);
    if (before != null && !before.equals(items)) {
      throw new RunAgain();
    }
  }

  void write(String map, String key, Optional<Bytes> value) {
    writes.put(new Address(map, Bytes.utf8(key)), value);
  }

  /** An item that is older than a commit which wrote it is not shown yet, or deleted since. */
  private void requireShown(Entry entry, Touched touched, Optional<Item> item) throws RunAgain {
    boolean older = item.map(Item::seq).orElse(0L) < entry.seq();
    boolean deleted = item.isEmpty() && deletedLast(entry, touched);
    if (older && !deleted) {
      throw new RunAgain();
    }
  }

  private boolean deletedLast(Entry from, Touched key) {
    boolean deleted = false;
    for (Entry entry : begin.entries()) {
      for (Touched touched : entry.writes()) {
        boolean same = touched.map().equals(key.map()) && touched.keyHash().equals(key.keyHash());
        if (same && entry.seq() >= from.seq()) {
          deleted = touched.deleted();
        }
      }
    }
    return deleted;
  }

  private Optional<Bytes> note(Address key, Optional<Item> item) throws RunAgain {
    Optional<Bytes> value = item.map(Item::value);
    newestSeen = Math.max(newestSeen, item.map(Item::seq).orElse(0L));
    Optional<Bytes> before = reads.put(key, value);
    if (before != null && !before.equals(value)) {
      throw new RunAgain();
    }
    return value;
  }

  /** Commits, or checks the reads if nothing was written. */
  Transaction commit() throws RunAgain {
    long head = begin.seq();
    while (true) {
      if (writes.isEmpty()) {
        head = checked(head).seq();
        if (newestSeen > head) {
          throw new RunAgain();
        }
        return committed(head);
      }
      switch (log.commit(tenant, KvCommits.logged(attempt, logWrite(head)))) {
        case CommitResult.Committed(var seq) -> {
          return committed(seq.orElseThrow());
        }
        case CommitResult.HeadMoved _ -> head = checked(head).seq();
        case CommitResult.Contended _ -> {}
        case CommitResult.PointMoved _ -> throw new AssertionError("no point was written");
        case CommitResult.AlreadyDone _ -> throw new AssertionError("no event was marked");
      }
    }
  }

  /** The log after {@code head}, if nothing in it meets what was read. */
  private Tail checked(long head) throws RunAgain {
    Tail tail = log.after(tenant, head);
    if (tail.oldest() > head + 1) {
      throw new RunAgain();
    }
    for (Entry entry : tail.entries()) {
      for (Touched touched : entry.writes()) {
        boolean read =
            reads.keySet().stream()
                .anyMatch(
                    key ->
                        key.map().equals(touched.map())
                            && Touched.hash(key.key()).equals(touched.keyHash()));
        if (read || scans.containsKey(touched.map())) {
          throw new RunAgain();
        }
      }
    }
    return tail;
  }

  private LogWrite logWrite(long head) {
    Map<String, Map<Bytes, Optional<Bytes>>> byMap = new HashMap<>();
    writes.forEach(
        (key, value) ->
            byMap.computeIfAbsent(key.map(), map -> new HashMap<>()).put(key.key(), value));
    return new LogWrite(head, byMap);
  }

  private Transaction committed(long seq) {
    return new Transaction(attempt, seq, reads, scans, writes);
  }

  /** What its entry in the log must name. */
  static List<Touched> touched(Transaction transaction) {
    return transaction.writes().entrySet().stream()
        .map(
            write ->
                Touched.of(write.getKey().map(), write.getKey().key(), write.getValue().isEmpty()))
        .toList();
  }
}
