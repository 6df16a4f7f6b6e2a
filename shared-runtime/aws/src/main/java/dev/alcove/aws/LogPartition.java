package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.LogEntryFormat;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The partition {@code LOG} of a tenant: the head of its log and the entries. Thread-safe.
 *
 * <p>DynamoDB decides a transaction at once but shows it item by item: after a commit {@code n} is
 * decided, and for a moment only, one reader may see one of its items and not yet another, its head
 * or its entry among them. A Query is no snapshot either. Three facts make up for that:
 *
 * <ol>
 *   <li>Commits of a tenant follow each other: each is conditional on the head that the one before
 *       wrote, and DynamoDB lets no second transaction at an item before the first has shown there.
 *       So at any time at most one commit, the one after the head that shows, is decided and does
 *       not show at the head.
 *   <li>{@code TransactGetItems} is refused as long as a transaction is under way at the item. So a
 *       head that it gives was shown by all that was decided before. Or else: if the head was
 *       {@code h} at some moment after our call began and is more than {@code h} later, then
 *       whatever anybody could see when our call began has shown at the head, by the first fact.
 *   <li>Entries are never changed. One that the head covers and that is missing is either on its
 *       way or past its time; which of the two, its neighbour's time says.
 * </ol>
 *
 * <p>{@link #after} rests on the second: it is what a run that only read is checked by, so no item
 * of a commit may be seen before it shows that commit. {@link #open} is one Query: what it misses
 * of a commit that is being shown, the check at the run's end will find. But what its head covers
 * must be there with its entry, or the run would not know which items to read again; so it reads
 * again when a young entry is missing.
 */
final class LogPartition {
  static final String SEQ = "seq";
  static final String TIME = "time";

  /** When the commit before was written, if the writer knew: tells a late entry from an old one. */
  static final String TIME_BEFORE = "before";

  static final String ENTRY = "entry";
  static final Bytes HEAD = Bytes.utf8("HEAD");

  /** How far the clocks of two environments may be apart. */
  private static final long SKEW_SECONDS = 5;

  private static final long MILLIS = 1_000;
  private static final long YOUNG_MILLIS = (KvLog.RECENT_SECONDS + SKEW_SECONDS) * MILLIS;
  private static final int FIRST_PAGE = 16;
  private static final int NEXT_PAGE = 500;

  /** With the pauses between them some four seconds: longer than any transaction takes to show. */
  private static final int MOST_READS = 25;

  /** If it is not known when the missing entry was written, and it may as well be long gone. */
  private static final int UNSURE_READS = 8;

  private static final int MOST_REMEMBERED = 500;

  private final DynamoTable table;
  private final Clock clock;
  private final Pauses pauses;
  private final Map<TenantId, Head> seen = new LinkedHashMap<>(); // guarded by itself

  LogPartition(DynamoTable table, Clock clock, Pauses pauses) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  /** The head's address. */
  static Key head(TenantId tenant) {
    return Key.of(Partitions.log(tenant), HEAD);
  }

  /** An entry's address: the digits sort as the numbers do, and before {@code HEAD}. */
  static Key entry(TenantId tenant, long seq) {
    return Key.of(Partitions.log(tenant), digits(seq));
  }

  private static Bytes digits(long seq) {
    return Bytes.utf8(String.format(Locale.ROOT, "%016d", seq));
  }

  /**
   * An entry as it is stored.
   *
   * @param timeMillis when it was written, by the writer's clock
   * @param beforeMillis when the one before it was; empty if the writer did not know
   */
  private record Stored(Entry entry, long timeMillis, OptionalLong beforeMillis) {
    static Stored of(Row row) {
      return new Stored(
          LogEntryFormat.read(row.bytes(ENTRY)), row.number(TIME), row.optionalNumber(TIME_BEFORE));
    }
  }

  /** The head of a log; a tenant that never committed has one of number 0. */
  private record Head(long seq, long timeMillis) {
    static final Head NONE = new Head(0, 0);

    static Head of(Row row) {
      return new Head(row.number(SEQ), row.number(TIME));
    }
  }

  /**
   * What one read has found: a head, and entries from it downwards without a gap.
   *
   * @param past whether the entry before the first is there, past its time
   */
  private record Found(Head head, Deque<Stored> entries, boolean past) {
    /** The number of the first entry, or the one after the head. */
    long first() {
      return entries.isEmpty() ? head.seq() + 1 : entries.getFirst().entry().seq();
    }

    /** How often to read again because the entry before the first may be one on its way. */
    int readsWorth(long nowMillis) {
      if (past || first() <= 1) {
        return 0;
      }
      long young = nowMillis - YOUNG_MILLIS;
      if (entries.isEmpty()) {
        return head.timeMillis() > young ? MOST_READS : 0;
      }
      Stored first = entries.getFirst();
      if (first.beforeMillis().isPresent()) {
        return first.beforeMillis().getAsLong() > young ? MOST_READS : 0;
      }
      return first.timeMillis() > young ? UNSURE_READS : 0;
    }
  }

  Tail open(TenantId tenant) {
    Found found = youngest(tenant);
    long now = clock.now().toEpochMilli();
    for (int reads = 1; reads < found.readsWorth(now); reads++) {
      pauses.pause(reads);
      found = youngest(tenant);
    }
    remember(tenant, found.head());
    long recent = now - KvLog.RECENT_SECONDS * MILLIS;
    List<Entry> entries =
        found.entries().stream()
            .filter(stored -> stored.timeMillis() > recent)
            .map(Stored::entry)
            .toList();
    return new Tail(found.head().seq(), found.first(), entries);
  }

  /** The head and, downwards, the entries that are young enough, and one more to see that it is. */
  private Found youngest(TenantId tenant) {
    Downwards down = new Downwards(clock.now());
    int[] limit = {FIRST_PAGE};
    table.walk(
        range -> {
          range
              .keyConditionExpression("pk = :pk")
              .expressionAttributeValues(Map.of(":pk", Row.of(Partitions.log(tenant))))
              .scanIndexForward(false)
              .limit(limit[0]);
          limit[0] = NEXT_PAGE;
        },
        down::take);
    return down.found();
  }

  /** Goes through the partition from its end. */
  private static final class Downwards {
    private final Instant now;
    private final Deque<Stored> entries = new ArrayDeque<>();
    private Head head = Head.NONE;
    private boolean past;

    Downwards(Instant now) {
      this.now = now;
    }

    boolean take(Row row) {
      if (row.has(SEQ)) {
        head = Head.of(row);
        return true;
      }
      Stored stored = Stored.of(row);
      long expected = entries.isEmpty() ? head.seq() : entries.getFirst().entry().seq() - 1;
      if (stored.entry().seq() > expected) {
        // Committed while we were reading: not for the head that we have.
        return true;
      }
      past = stored.entry().seq() == expected && row.expired(now.getEpochSecond());
      if (past || stored.entry().seq() < expected) {
        return false;
      }
      entries.addFirst(stored);
      return stored.timeMillis() > now.toEpochMilli() - YOUNG_MILLIS;
    }

    Found found() {
      // An entry that is too old to matter ends the reading: nothing before it is looked for.
      boolean old =
          !entries.isEmpty()
              && entries.getFirst().timeMillis() <= now.toEpochMilli() - YOUNG_MILLIS;
      return new Found(head, entries, past || old);
    }
  }

  Tail after(TenantId tenant, long seq) {
    Head head = shownHead(tenant);
    remember(tenant, head);
    if (head.seq() <= seq) {
      return new Tail(head.seq(), head.seq() + 1, List.of());
    }
    Found found = between(tenant, seq, head);
    long now = clock.now().toEpochMilli();
    for (int reads = 1; found.first() > seq + 1 && reads < found.readsWorth(now); reads++) {
      pauses.pause(reads);
      found = between(tenant, seq, head);
    }
    return new Tail(
        head.seq(), found.first(), found.entries().stream().map(Stored::entry).toList());
  }

  /** The entries up to a head that is known to be shown, without those past their time. */
  private Found between(TenantId tenant, long seq, Head head) {
    long now = clock.now().getEpochSecond();
    TreeMap<Long, Stored> there = new TreeMap<>();
    long[] past = {0};
    table.walk(
        range ->
            range
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(
                    Map.of(
                        ":pk",
                        Row.of(Partitions.log(tenant)),
                        ":first",
                        Row.of(digits(seq + 1)),
                        ":last",
                        Row.of(digits(head.seq())))),
        row -> {
          Stored stored = Stored.of(row);
          if (row.expired(now)) {
            past[0] = stored.entry().seq();
          } else {
            there.put(stored.entry().seq(), stored);
          }
          return true;
        });
    Deque<Stored> unbroken = new ArrayDeque<>();
    long number = head.seq();
    for (Stored next = there.get(number); next != null; next = there.get(--number)) {
      unbroken.addFirst(next);
    }
    return new Found(head, unbroken, past[0] >= number);
  }

  /** A head that covers everything that anybody could see of this log when we were called. */
  private Head shownHead(TenantId tenant) {
    Head first = Head.NONE;
    for (int tries = 0; tries < MOST_READS; tries++) {
      Optional<Head> settled = settledHead(tenant);
      if (settled.isPresent()) {
        return settled.get();
      }
      Head now = table.get(head(tenant)).map(Head::of).orElse(Head.NONE);
      if (tries > 0 && now.seq() > first.seq()) {
        return now;
      }
      first = tries == 0 ? now : first;
      pauses.pause(tries);
    }
    throw new IllegalStateException(
        "A commit of tenant `" + tenant + "` stays undecided: its log cannot be read now.");
  }

  /** The head, or empty if a commit is under way at it. */
  private Optional<Head> settledHead(TenantId tenant) {
    TransactGetItem item =
        TransactGetItem.builder()
            .get(get -> get.tableName(table.name()).key(head(tenant).attributes()))
            .build();
    try {
      List<ItemResponse> items =
          table.client().transactGetItems(read -> read.transactItems(List.of(item))).responses();
      Map<String, AttributeValue> found = items.getFirst().item();
      return Optional.of(found.isEmpty() ? Head.NONE : Head.of(new Row(found)));
    } catch (TransactionCanceledException e) {
      if (new DynamoTransaction.Cancelled(e.cancellationReasons()).passing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void remember(TenantId tenant, Head head) {
    synchronized (seen) {
      seen.remove(tenant);
      seen.put(tenant, head);
      if (seen.size() > MOST_REMEMBERED) {
        seen.remove(seen.keySet().iterator().next());
      }
    }
  }

  /** When the commit of that number was written, if it is the last that was read here. */
  OptionalLong timeOf(TenantId tenant, long seq) {
    synchronized (seen) {
      Head head = seen.get(tenant);
      return head == null || head.seq() != seq
          ? OptionalLong.empty()
          : OptionalLong.of(head.timeMillis());
    }
  }
}
