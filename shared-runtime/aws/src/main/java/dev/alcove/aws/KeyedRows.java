package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Reads the items of a partition in the order of the tenant's keys, by pages. Long keys stand apart
 * (see {@link SortKeys}), so each page asks for those of them that are wanted too: one small
 * request as long as there are none.
 */
final class KeyedRows {
  private static final String PARTITION = ":pk";
  private static final String FROM = ":from";
  private static final String TO = ":to";

  private KeyedRows() {}

  /**
   * Up to {@code limit} items whose key begins with {@code prefix}, behind {@code after}; fewer
   * only if there are no more.
   *
   * @param wanted false for items to leave out, such as expired ones
   */
  static List<Row> page(
      DynamoTable table,
      String partition,
      Bytes prefix,
      Optional<Bytes> after,
      int limit,
      Predicate<Row> wanted) {
    if (limit < 1) {
      return List.of();
    }
    Predicate<Row> inside =
        row -> {
          Bytes key = SortKeys.key(row);
          boolean behind = after.isEmpty() || key.compareTo(after.get()) > 0;
          return behind && SortKeys.startsWith(key, prefix) && wanted.test(row);
        };
    List<Row> rows = plain(table, partition, prefix, after, limit, inside);
    List<Row> longOnes = hashed(table, partition, limit, inside);
    if (longOnes.isEmpty()) {
      return rows;
    }
    rows.addAll(longOnes);
    rows.sort(Comparator.comparing(SortKeys::key));
    return List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
  }

  private static List<Row> plain(
      DynamoTable table,
      String partition,
      Bytes prefix,
      Optional<Bytes> after,
      int limit,
      Predicate<Row> inside) {
    if (prefix.size() > SortKeys.MOST_PLAIN) {
      return new ArrayList<>();
    }
    Bytes first = SortKeys.prefixed(SortKeys.PLAIN, prefix);
    Bytes start =
        after.map(SortKeys::lastUpTo).filter(last -> last.compareTo(first) > 0).orElse(first);
    // The first byte is not the highest, so there is always an end.
    Bytes end = SortKeys.behind(first).orElseThrow();
    List<Row> rows = new ArrayList<>();
    if (start.compareTo(end) >= 0) {
      return rows;
    }
    // BETWEEN takes its borders in; the item at the end, if there is one, is left out by the
    // prefix.
    walk(
        table,
        partition,
        start,
        end,
        limit,
        row -> {
          if (inside.test(row)) {
            rows.add(row);
          }
          return rows.size() < limit;
        });
    return rows;
  }

  /**
   * The {@code limit} first of the long keys: all have to be looked at, since they have no order.
   */
  private static List<Row> hashed(
      DynamoTable table, String partition, int limit, Predicate<Row> inside) {
    Comparator<Row> byKey = Comparator.comparing(SortKeys::key);
    PriorityQueue<Row> first = new PriorityQueue<>(byKey.reversed());
    Bytes start = SortKeys.prefixed(SortKeys.HASHED, Bytes.EMPTY);
    walk(
        table,
        partition,
        start,
        SortKeys.behind(start).orElseThrow(),
        0,
        row -> {
          if (inside.test(row)) {
            first.add(row);
            if (first.size() > limit) {
              first.poll();
            }
          }
          return true;
        });
    return List.copyOf(first);
  }

  private static void walk(
      DynamoTable table, String partition, Bytes from, Bytes to, int limit, Predicate<Row> goOn) {
    table.walk(
        range -> {
          range
              .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
              .expressionAttributeValues(
                  Map.of(PARTITION, Row.of(partition), FROM, Row.of(from), TO, Row.of(to)));
          if (limit > 0) {
            // One more than wanted: the first may be the one to start behind.
            range.limit(limit + 1);
          }
        },
        goOn);
  }
}
