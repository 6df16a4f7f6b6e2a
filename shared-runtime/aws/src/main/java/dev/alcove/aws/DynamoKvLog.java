package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Ids;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * The tenants' maps and logs in the table {@code data}. What readers may see and when, {@link
 * LogPartition} says.
 *
 * <p>A commit is one {@code TransactWriteItems}. If its answer is lost, the SDK sends it again
 * under the same token; if there is no answer to any of these, the log is asked for the attempt. So
 * a caller learns that it does not know only when the log cannot be read either, or when the commit
 * has no entry in it; then the ids of its point writes and its inbox mark still make a second try
 * find the first.
 */
final class DynamoKvLog implements KvLog {
  static final String VALUE = "value";
  private static final int FIRST_SERVER_FAULT = 500;

  private final DynamoTable data;
  private final DynamoTable outbox;
  private final LogPartition log;
  private final MapNames names;
  private final Clock clock;
  private final Ids ids;

  DynamoKvLog(DynamoTable data, DynamoTable outbox, Clock clock, Ids ids, Pauses pauses) {
    this.data = requireNonNull(data, "data is null");
    this.outbox = requireNonNull(outbox, "outbox is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.log = new LogPartition(data, clock, pauses);
    this.names = new MapNames(data, clock);
  }

  @Override
  public Tail open(TenantId tenant) {
    return log.open(tenant);
  }

  @Override
  public Tail after(TenantId tenant, long seq) {
    return log.after(tenant, seq);
  }

  @Override
  public Optional<Item> get(TenantId tenant, String map, Bytes key) {
    return data.get(Key.of(Partitions.map(tenant, map), SortKeys.of(key))).map(DynamoKvLog::item);
  }

  private static Item item(Row row) {
    return new Item(SortKeys.key(row), row.bytes(VALUE), row.number(LogPartition.SEQ));
  }

  @Override
  public List<Item> scan(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    return KeyedRows.page(data, Partitions.map(tenant, map), Bytes.EMPTY, after, limit, row -> true)
        .stream()
        .map(DynamoKvLog::item)
        .toList();
  }

  @Override
  public Optional<PointItem> point(TenantId tenant, PointAddress address) {
    long now = clock.now().getEpochSecond();
    return data.get(PointRows.key(tenant, address))
        .filter(row -> !row.expired(now))
        .map(PointRows::item);
  }

  @Override
  public List<KeyedPoint> points(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    long now = clock.now().getEpochSecond();
    return KeyedRows.page(
            data,
            Partitions.points(tenant, map),
            Bytes.EMPTY,
            after,
            limit,
            row -> !row.expired(now))
        .stream()
        .map(row -> new KeyedPoint(SortKeys.key(row), PointRows.item(row)))
        .toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if it has more than 100 items; nothing was written
   */
  @Override
  public CommitResult commit(TenantId tenant, Commit commit) {
    nameMaps(tenant, commit);
    if (isOnePut(commit)) {
      return put(tenant, commit.points().getFirst());
    }
    OptionalLong before =
        commit.log().isPresent()
            ? log.timeOf(tenant, commit.log().get().expected())
            : OptionalLong.empty();
    CommitActions actions =
        CommitActions.of(
            new DynamoTransaction(data.client(), ids.next()),
            new CommitActions.Tables(data, outbox),
            tenant,
            commit,
            clock.now(),
            before);
    if (actions.isEmpty()) {
      return new CommitResult.Committed(OptionalLong.empty());
    }
    try {
      return actions.commit();
    } catch (SdkException e) {
      return outcome(tenant, commit, e);
    }
  }

  private static boolean isOnePut(Commit commit) {
    return commit.log().isEmpty()
        && commit.outbox().isEmpty()
        && commit.inbox().isEmpty()
        && commit.points().size() == 1
        && commit.points().getFirst().action() instanceof PointChange.Action.Put;
  }

  private CommitResult put(TenantId tenant, PointChange change) {
    PointItem item = ((PointChange.Action.Put) change.action()).item();
    boolean written =
        PointRows.put(
            data,
            PointRows.row(tenant, change.address(), item),
            PointRows.condition(change.expected(), clock.now().getEpochSecond()));
    return written
        ? new CommitResult.Committed(OptionalLong.empty())
        : new CommitResult.PointMoved(List.of(change.address()));
  }

  private void nameMaps(TenantId tenant, Commit commit) {
    Collection<String> logged = commit.log().map(write -> write.writes().keySet()).orElse(Set.of());
    Collection<String> points = new TreeSet<>();
    for (PointChange change : commit.points()) {
      if (change.action() instanceof PointChange.Action.Put
          && change.address() instanceof PointAddress.InMap(String map, Bytes _)) {
        points.add(map);
      }
    }
    names.name(tenant, commit.log().map(LogWrite::expected).orElse(0L), logged, points);
  }

  /** What became of a commit that got no answer; the failure again, if the log does not say. */
  private CommitResult outcome(TenantId tenant, Commit commit, SdkException failure) {
    boolean refused =
        failure instanceof SdkServiceException service && service.statusCode() < FIRST_SERVER_FAULT;
    if (commit.log().isEmpty() || refused) {
      throw failure;
    }
    long expected = commit.log().get().expected();
    Tail tail = log.after(tenant, expected);
    for (Entry entry : tail.entries()) {
      if (entry.attempt().equals(commit.attempt())) {
        return new CommitResult.Committed(OptionalLong.of(entry.seq()));
      }
    }
    if (tail.seq() > expected) {
      // Whatever is still under way can no longer meet its condition.
      return new CommitResult.HeadMoved();
    }
    throw failure;
  }

  @Override
  public void erase(TenantId tenant) {
    names.partitions(tenant).forEach(data::erase);
    data.erase(Partitions.log(tenant));
    // Last: by the names a second try finds what a first one left.
    names.erase(tenant);
  }

  @Override
  public SortedSet<String> maps(TenantId tenant) {
    SortedSet<String> held = new TreeSet<>();
    for (String map : names.logged(tenant)) {
      List<Row> first = new ArrayList<>();
      data.walk(
          range ->
              range
                  .keyConditionExpression("pk = :pk")
                  .expressionAttributeValues(Map.of(":pk", Row.of(Partitions.map(tenant, map))))
                  .limit(1),
          row -> {
            first.add(row);
            return false;
          });
      if (!first.isEmpty()) {
        held.add(map);
      }
    }
    return held;
  }
}
