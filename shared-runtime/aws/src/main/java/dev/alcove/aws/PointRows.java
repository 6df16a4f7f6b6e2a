package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange.Expectation;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.TenantId;
import java.util.Optional;

/**
 * Items outside the log: keys of point maps, and the storage of scripts. Each write has a random id
 * of its own, so that a condition can name the write it was based on, and a writer that got no
 * answer knows its own.
 */
final class PointRows {
  static final String VALUE = "value";
  static final String WRITE_ID = "rid";

  private PointRows() {}

  static Key key(TenantId tenant, PointAddress address) {
    return Key.of(partition(tenant, address), SortKeys.of(bytes(address)));
  }

  static Row row(TenantId tenant, PointAddress address, PointItem item) {
    return SortKeys.row(partition(tenant, address), bytes(address))
        .with(VALUE, item.value())
        .with(WRITE_ID, item.writeId())
        .with(Row.EXPIRES, item.expires());
  }

  static PointItem item(Row row) {
    return new PointItem(row.bytes(VALUE), row.text(WRITE_ID), row.optionalNumber(Row.EXPIRES));
  }

  /** What must hold before a change; empty: nothing. */
  static Optional<Condition> condition(Expectation expected, long nowSeconds) {
    return switch (expected) {
      case Expectation.Anything _ -> Optional.empty();
      case Expectation.Absent _ -> Optional.of(Condition.absent(nowSeconds));
      case Expectation.Written(String writeId) ->
          Optional.of(Condition.is(WRITE_ID, Row.of(writeId), nowSeconds));
    };
  }

  /**
   * Writes one item alone: half the price of a transaction.
   *
   * @return whether it is written; false: what is there is not as expected
   */
  static boolean put(DynamoTable table, Row row, Optional<Condition> condition) {
    if (condition.isEmpty()) {
      table.put(row);
      return true;
    }
    // A write whose answer was lost is sent again, and then its own condition fails.
    return table
        .put(row, condition.get())
        .map(refused -> refused.wrote(WRITE_ID, row.text(WRITE_ID)))
        .orElse(true);
  }

  private static String partition(TenantId tenant, PointAddress address) {
    return switch (address) {
      case PointAddress.InMap(String map, Bytes _) -> Partitions.points(tenant, map);
      case PointAddress.InStorage _ -> Partitions.storage(tenant);
    };
  }

  private static Bytes bytes(PointAddress address) {
    return switch (address) {
      case PointAddress.InMap(String _, Bytes key) -> key;
      case PointAddress.InStorage(String key) -> Bytes.utf8(key);
    };
  }
}
