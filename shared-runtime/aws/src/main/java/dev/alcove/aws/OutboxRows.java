package dev.alcove.aws;

import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.OutboxItemFormat;

/**
 * The items of the outbox's table: {@code T#<tenant> / <id>}. The sparse index {@link #BY_DUE} has
 * the keys of all of them by {@link #LANE} and {@link #DUE}: an index with one partition would slow
 * down the whole table when many tenants publish.
 */
final class OutboxRows {
  static final String ITEM = "item";

  /** The earliest moment at which something is to be done, milliseconds since the epoch. */
  static final String DUE = "due";

  static final String LANE = "lane";
  static final String BY_DUE = "due";

  /** Why an item was set aside. */
  static final String REFUSED = "refused";

  static final int LANES = 8;

  private static final String PREFIX = "T#";

  private OutboxRows() {}

  /** The tenant stands in the partition key and nowhere else that a session could write. */
  static Key key(TenantId tenant, String id) {
    return Key.of(partition(tenant), id);
  }

  static String partition(TenantId tenant) {
    return PREFIX + tenant;
  }

  static Row row(OutboxItem item) {
    Key key = key(item.tenant(), item.id());
    return key.row()
        .with(ITEM, OutboxItemFormat.write(item))
        .with(DUE, item.nextDue().toEpochMilli())
        .with(LANE, lane(item));
  }

  static String lane(int number) {
    return Integer.toString(number);
  }

  private static String lane(OutboxItem item) {
    return lane(Math.floorMod((item.tenant() + "/" + item.id()).hashCode(), LANES));
  }

  /**
   * Reads a stored item. The strict tier's runs write their items themselves and IAM holds them to
   * their partition only, so what an item says of its tenant does not count.
   *
   * @throws FormatException if it is no item, or names another tenant than its partition
   */
  static OutboxItem read(Row row) {
    OutboxItem item = OutboxItemFormat.read(row.bytes(ITEM));
    boolean own =
        row.text(Row.PK).equals(partition(item.tenant()))
            && row.text(Row.SK).equals(item.id())
            && item.events().stream().allMatch(due -> due.event().tenant().equals(item.tenant()));
    if (!own) {
      throw new FormatException("An outbox item names another tenant than its partition.");
    }
    return item;
  }
}
