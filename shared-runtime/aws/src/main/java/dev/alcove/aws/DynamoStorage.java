package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.Ids;
import dev.alcove.domain.KvLog.PointAddress.InStorage;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The storage of scripts: point items of a partition of their own. A conditional write whose answer
 * was lost is known again by its write id, a conditional delete by its token.
 */
final class DynamoStorage implements StorageStore {
  /** Canonical JSON texts that are numbers: no other value begins so. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9].*");

  private static final int MOST_TRIES = 60;

  private final DynamoTable table;
  private final Clock clock;
  private final Ids ids;
  private final Pauses pauses;

  DynamoStorage(DynamoTable table, Clock clock, Ids ids, Pauses pauses) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  @Override
  public Optional<Entry> get(TenantId tenant, String key) {
    return find(tenant, key).map(item -> new Entry(key, item.value().text(), item.expires()));
  }

  private Optional<PointItem> find(TenantId tenant, String key) {
    long now = clock.now().getEpochSecond();
    return table
        .get(PointRows.key(tenant, new InStorage(key)))
        .filter(row -> !row.expired(now))
        .map(PointRows::item);
  }

  @Override
  public void set(TenantId tenant, String key, String json, OptionalLong expires) {
    table.put(row(tenant, key, Json.canonical(json), expires));
  }

  private Row row(TenantId tenant, String key, String canonical, OptionalLong expires) {
    PointItem item = new PointItem(Bytes.utf8(canonical), ids.next(), expires);
    return PointRows.row(tenant, new InStorage(key), item);
  }

  /** {@inheritDoc} If the answer to the first request is lost, the second finds nothing. */
  @Override
  public boolean delete(TenantId tenant, String key) {
    long now = clock.now().getEpochSecond();
    return table
        .delete(PointRows.key(tenant, new InStorage(key)))
        .filter(row -> !row.expired(now))
        .isPresent();
  }

  @Override
  public List<Entry> list(TenantId tenant, String prefix, Optional<String> after, int limit) {
    long now = clock.now().getEpochSecond();
    return KeyedRows.page(
            table,
            Partitions.storage(tenant),
            Bytes.utf8(prefix),
            after.map(Bytes::utf8),
            Math.clamp(limit, 1, MOST_LISTED),
            row -> !row.expired(now))
        .stream()
        .map(DynamoStorage::entry)
        .toList();
  }

  private static Entry entry(Row row) {
    PointItem item = PointRows.item(row);
    return new Entry(SortKeys.key(row).text(), item.value().text(), item.expires());
  }

  @Override
  public double increment(TenantId tenant, String key, double by) {
    if (!Double.isFinite(by)) {
      throw HostException.type("`increment` adds a finite number only.");
    }
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<PointItem> old = find(tenant, key);
      double sum = old.isPresent() ? number(key, old.get()) + by : by;
      if (!Double.isFinite(sum)) {
        throw HostException.range("The sum at `" + key + "` is too large.");
      }
      OptionalLong expires = old.isPresent() ? old.get().expires() : OptionalLong.empty();
      Row row = row(tenant, key, Json.canonical(Double.toString(sum)), expires);
      long now = clock.now().getEpochSecond();
      Condition unchanged =
          old.isPresent()
              ? Condition.is(PointRows.WRITE_ID, Row.of(old.get().writeId()), now)
              : Condition.absent(now);
      if (PointRows.put(table, row, Optional.of(unchanged))) {
        return sum;
      }
      pauses.pause(tries);
    }
    throw new HostException(
        ErrorCode.CONFLICT,
        "`" + key + "` was changed by others " + MOST_TRIES + " times in a row. Try later.");
  }

  private static double number(String key, PointItem item) {
    String json = item.value().text();
    if (!NUMBER.matcher(json).matches()) {
      throw HostException.type("What is stored at `" + key + "` is not a number.");
    }
    return Double.parseDouble(json);
  }

  @Override
  public boolean compareAndSet(
      TenantId tenant,
      String key,
      Optional<String> expected,
      Optional<String> value,
      OptionalLong expires) {
    Optional<Bytes> wanted = expected.map(json -> Bytes.utf8(Json.canonical(json)));
    long now = clock.now().getEpochSecond();
    Condition holds =
        wanted.isPresent()
            ? Condition.is(PointRows.VALUE, Row.of(wanted.get()), now)
            : Condition.absent(now);
    if (value.isPresent()) {
      Row row = row(tenant, key, Json.canonical(value.get()), expires);
      return PointRows.put(table, row, Optional.of(holds));
    }
    return delete(tenant, key, holds);
  }

  /** In a transaction for its token's sake: a delete leaves nothing by which to know it again. */
  private boolean delete(TenantId tenant, String key, Condition holds) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      DynamoTransaction transaction = new DynamoTransaction(table.client(), ids.next());
      transaction.delete(table, PointRows.key(tenant, new InStorage(key)), holds);
      Optional<DynamoTransaction.Cancelled> cancelled = transaction.commit();
      if (cancelled.isEmpty() || cancelled.get().conditional()) {
        return cancelled.isEmpty();
      }
      pauses.pause(tries);
    }
    throw new HostException(
        ErrorCode.CONFLICT,
        "`" + key + "` was changed by others " + MOST_TRIES + " times in a row. Try later.");
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(Partitions.storage(tenant));
  }
}
