package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.LogEntryFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tenants' maps and logs. Each commit is one step of the writer. */
final class LocalKvLog implements KvLog {
  /** More than one, so that a busy tenant's log does not grow. */
  private static final int REMOVED_PER_COMMIT = 4;

  private final Database database;
  private final Clock clock;
  private final Signals signals;

  LocalKvLog(Database database, Clock clock, Signals signals) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.signals = requireNonNull(signals, "signals is null");
  }

  @Override
  public Tail open(TenantId tenant) {
    Instant recent = clock.now().minusSeconds(RECENT_SECONDS);
    return database.readTogether(
        sql -> {
          long head = LogTables.head(sql, tenant);
          return tail(sql, tenant, head, LogTables.lastUntil(sql, tenant, recent, head));
        });
  }

  @Override
  public Tail after(TenantId tenant, long seq) {
    return database.readTogether(sql -> tail(sql, tenant, LogTables.head(sql, tenant), seq));
  }

  private static Tail tail(Sql sql, TenantId tenant, long head, long after) throws SQLException {
    return new Tail(
        head,
        LogTables.oldest(sql, tenant, head),
        after >= head ? List.of() : LogTables.entriesAfter(sql, tenant, after));
  }

  @Override
  public Optional<Item> get(TenantId tenant, String map, Bytes key) {
    return database.read(sql -> LogTables.item(sql, tenant, map, key));
  }

  @Override
  public List<Item> scan(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    return database.read(sql -> LogTables.items(sql, tenant, map, after, limit));
  }

  @Override
  public Optional<PointItem> point(TenantId tenant, PointAddress address) {
    Instant now = clock.now();
    return database.read(sql -> Points.find(sql, tenant, address, now));
  }

  @Override
  public List<KeyedPoint> points(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    Instant now = clock.now();
    return database.read(sql -> Points.list(sql, tenant, map, after, limit, now));
  }

  @Override
  public CommitResult commit(TenantId tenant, Commit commit) {
    if (commit.isEmpty()) {
      return new CommitResult.Committed(OptionalLong.empty());
    }
    Instant now = clock.now();
    // What takes time is done here, not on the one thread that writes.
    Optional<Bytes> entry = commit.log().map(log -> LogEntryFormat.write(entry(commit, log)));
    Optional<LocalOutbox.Stored> outbox = commit.outbox().map(LocalOutbox.Stored::of);
    CommitResult result =
        database.write(Durability.POWER, sql -> commit(sql, tenant, commit, entry, outbox, now));
    if (outbox.isPresent() && result instanceof CommitResult.Committed) {
      signals.raise();
    }
    return result;
  }

  private static Entry entry(Commit commit, LogWrite log) {
    List<Touched> touched = new ArrayList<>();
    log.writes()
        .forEach(
            (map, keys) ->
                keys.forEach((key, value) -> touched.add(Touched.of(map, key, value.isEmpty()))));
    return new Entry(log.expected() + 1, commit.attempt(), touched);
  }

  private static CommitResult commit(
      Sql sql,
      TenantId tenant,
      Commit commit,
      Optional<Bytes> entry,
      Optional<LocalOutbox.Stored> outbox,
      Instant now)
      throws SQLException {
    Optional<CommitResult> refused = refusal(sql, tenant, commit, now);
    if (refused.isPresent()) {
      return refused.get();
    }
    OptionalLong seq = OptionalLong.empty();
    if (commit.log().isPresent()) {
      LogWrite log = commit.log().get();
      long number = log.expected() + 1;
      LogTables.append(sql, tenant, number, entry.orElseThrow(), now);
      LogTables.write(sql, tenant, number, log.writes());
      LogTables.removeOld(sql, tenant, now.minusSeconds(ENTRY_TTL_SECONDS), REMOVED_PER_COMMIT);
      seq = OptionalLong.of(number);
    }
    for (PointChange change : commit.points()) {
      apply(sql, tenant, change);
    }
    if (outbox.isPresent()) {
      outbox.get().insert(sql);
    }
    if (commit.inbox().isPresent()) {
      LocalInbox.insert(sql, commit.inbox().get());
    }
    return new CommitResult.Committed(seq);
  }

  /** All checks come before all writes, so that a refusal leaves nothing to undo. */
  private static Optional<CommitResult> refusal(
      Sql sql, TenantId tenant, Commit commit, Instant now) throws SQLException {
    if (commit.inbox().isPresent() && LocalInbox.marked(sql, commit.inbox().get(), now)) {
      return Optional.of(new CommitResult.AlreadyDone());
    }
    if (commit.log().isPresent() && commit.log().get().expected() != LogTables.head(sql, tenant)) {
      return Optional.of(new CommitResult.HeadMoved());
    }
    List<PointAddress> moved = new ArrayList<>();
    for (PointChange change : commit.points()) {
      if (!holds(sql, tenant, change, now)) {
        moved.add(change.address());
      }
    }
    return moved.isEmpty()
        ? Optional.empty()
        : Optional.of(new CommitResult.PointMoved(Collections.unmodifiableList(moved)));
  }

  private static boolean holds(Sql sql, TenantId tenant, PointChange change, Instant now)
      throws SQLException {
    return switch (change.expected()) {
      case PointChange.Expectation.Anything _ -> true;
      case PointChange.Expectation.Absent _ ->
          Points.find(sql, tenant, change.address(), now).isEmpty();
      case PointChange.Expectation.Written(String writeId) ->
          Points.find(sql, tenant, change.address(), now)
              .filter(item -> item.writeId().equals(writeId))
              .isPresent();
    };
  }

  private static void apply(Sql sql, TenantId tenant, PointChange change) throws SQLException {
    switch (change.action()) {
      case PointChange.Action.Check _ -> {}
      case PointChange.Action.Delete _ -> Points.delete(sql, tenant, change.address());
      case PointChange.Action.Put(PointItem item) ->
          Points.put(sql, tenant, change.address(), item);
    }
  }

  @Override
  public SortedSet<String> maps(TenantId tenant) {
    return database.read(sql -> new TreeSet<>(LogTables.maps(sql, tenant)));
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "kv_items", "tenant, map, key");
    Erasure.of(database, tenant, "kv_log", "tenant, seq");
    Erasure.of(database, tenant, "kv_heads", "tenant");
    Points.eraseMaps(database, tenant);
  }
}
