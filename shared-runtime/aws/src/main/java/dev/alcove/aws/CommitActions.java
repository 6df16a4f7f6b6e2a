package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.KvLog.Touched;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.LogEntryFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One commit as one transaction, and what a refusal of it means. The actions stand in this order:
 * inbox, head, entry, keys, points, outbox. Not thread-safe; used once.
 */
final class CommitActions {
  private static final long MILLIS = 1_000;

  private final DynamoTransaction transaction;
  private final Tables tables;
  private final TenantId tenant;
  private final Commit commit;
  private final Instant now;
  private final Map<Integer, PointChange> points = new LinkedHashMap<>();
  private OptionalInt inbox = OptionalInt.empty();
  private OptionalInt head = OptionalInt.empty();

  /** Where a commit's items are. */
  record Tables(DynamoTable data, DynamoTable outbox) {}

  private CommitActions(
      DynamoTransaction transaction, Tables tables, TenantId tenant, Commit commit, Instant now) {
    this.transaction = transaction;
    this.tables = tables;
    this.tenant = tenant;
    this.commit = commit;
    this.now = now;
  }

  /**
   * The actions of a commit.
   *
   * @param before when the commit that it expects at the head was written, if known
   */
  static CommitActions of(
      DynamoTransaction transaction,
      Tables tables,
      TenantId tenant,
      Commit commit,
      Instant now,
      OptionalLong before) {
    CommitActions actions = new CommitActions(transaction, tables, tenant, commit, now);
    actions.addInbox();
    commit.log().ifPresent(log -> actions.addLog(log, before));
    commit.points().forEach(actions::addPoint);
    commit.outbox().ifPresent(item -> transaction.put(tables.outbox(), OutboxRows.row(item)));
    return actions;
  }

  boolean isEmpty() {
    return transaction.isEmpty();
  }

  private long nowSeconds() {
    return now.getEpochSecond();
  }

  private void addInbox() {
    if (commit.inbox().isPresent()) {
      inbox = OptionalInt.of(transaction.size());
      transaction.put(
          tables.data(), InboxRows.row(commit.inbox().get()), Condition.absent(nowSeconds()));
    }
  }

  private void addLog(LogWrite log, OptionalLong before) {
    long seq = log.expected() + 1;
    head = OptionalInt.of(transaction.size());
    Condition unmoved =
        log.expected() == 0
            ? Condition.of("attribute_not_exists(pk)")
            : Condition.of("seq = :seq").value(":seq", Row.of(log.expected()));
    transaction.put(
        tables.data(),
        LogPartition.head(tenant)
            .row()
            .with(LogPartition.SEQ, seq)
            .with(LogPartition.TIME, now.toEpochMilli()),
        unmoved);
    transaction.put(tables.data(), entry(log, seq).with(LogPartition.TIME_BEFORE, before));
    log.writes().forEach((map, keys) -> keys.forEach((key, value) -> addKey(map, key, value, seq)));
  }

  private Row entry(LogWrite log, long seq) {
    List<Touched> touched = new ArrayList<>();
    log.writes()
        .forEach(
            (map, keys) ->
                keys.forEach((key, value) -> touched.add(Touched.of(map, key, value.isEmpty()))));
    return LogPartition.entry(tenant, seq)
        .row()
        .with(LogPartition.ENTRY, LogEntryFormat.write(new Entry(seq, commit.attempt(), touched)))
        .with(LogPartition.TIME, now.toEpochMilli())
        .with(Row.EXPIRES, now.toEpochMilli() / MILLIS + KvLog.ENTRY_TTL_SECONDS);
  }

  private void addKey(String map, Bytes key, Optional<Bytes> value, long seq) {
    String partition = Partitions.map(tenant, map);
    if (value.isPresent()) {
      transaction.put(
          tables.data(),
          SortKeys.row(partition, key)
              .with(DynamoKvLog.VALUE, value.get())
              .with(LogPartition.SEQ, seq));
    } else {
      transaction.delete(tables.data(), Key.of(partition, SortKeys.of(key)));
    }
  }

  private void addPoint(PointChange change) {
    Optional<Condition> condition = PointRows.condition(change.expected(), nowSeconds());
    if (condition.isPresent()) {
      points.put(transaction.size(), change);
    }
    Key key = PointRows.key(tenant, change.address());
    DynamoTable data = tables.data();
    switch (change.action()) {
      case PointChange.Action.Check _ ->
          condition.ifPresent(holds -> transaction.check(data, key, holds));
      case PointChange.Action.Delete _ ->
          condition.ifPresentOrElse(
              holds -> transaction.delete(data, key, holds), () -> transaction.delete(data, key));
      case PointChange.Action.Put(PointItem item) -> {
        Row row = PointRows.row(tenant, change.address(), item);
        condition.ifPresentOrElse(
            holds -> transaction.put(data, row, holds), () -> transaction.put(data, row));
      }
    }
  }

  /** Writes, and says what came of it. */
  CommitResult commit() {
    Optional<DynamoTransaction.Cancelled> cancelled = transaction.commit();
    return cancelled.isPresent() ? refusal(cancelled.get()) : committed();
  }

  private CommitResult committed() {
    return new CommitResult.Committed(
        commit.log().isPresent()
            ? OptionalLong.of(commit.log().get().expected() + 1)
            : OptionalLong.empty());
  }

  /**
   * A condition that does not hold counts more than a conflict: that one may pass, this one not.
   */
  private CommitResult refusal(DynamoTransaction.Cancelled cancelled) {
    if (inbox.isPresent() && cancelled.refused(inbox.getAsInt()).isPresent()) {
      return new CommitResult.AlreadyDone();
    }
    if (isOwn(cancelled)) {
      return committed();
    }
    if (head.isPresent() && cancelled.refused(head.getAsInt()).isPresent()) {
      return new CommitResult.HeadMoved();
    }
    List<PointAddress> moved = new ArrayList<>();
    points.forEach(
        (action, change) -> {
          if (cancelled.refused(action).isPresent()) {
            moved.add(change.address());
          }
        });
    return moved.isEmpty()
        ? new CommitResult.Contended()
        : new CommitResult.PointMoved(List.copyOf(moved));
  }

  /**
   * Whether it was this very commit that wrote what stands in its way: its answer was lost and the
   * token forgotten. A commit in the log is not asked here: its caller finds it there, by number.
   */
  private boolean isOwn(DynamoTransaction.Cancelled cancelled) {
    return commit.log().isEmpty()
        && points.entrySet().stream()
            .anyMatch(
                point ->
                    point.getValue().action() instanceof PointChange.Action.Put(PointItem item)
                        && cancelled
                            .refused(point.getKey())
                            .filter(there -> there.wrote(PointRows.WRITE_ID, item.writeId()))
                            .isPresent());
  }
}
