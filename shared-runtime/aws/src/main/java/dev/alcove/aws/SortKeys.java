package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * How keys that tenants choose become sort keys, which DynamoDB wants to have 1 to 1,024 bytes: a
 * {@code K} and the key, or, over 900 bytes, an {@code H} and the key's SHA-256. An item of the
 * second kind carries its key as the attribute {@link #LONG_KEY}. Those of the first kind stand in
 * the order of their keys; those of the second stand before them all, in no order.
 */
final class SortKeys {
  static final String LONG_KEY = "key";

  static final byte PLAIN = 'K';
  static final byte HASHED = 'H';

  /** The longest key that stands as it is. */
  static final int MOST_PLAIN = 900;

  private static final int HIGHEST_BYTE = 0xff;

  private SortKeys() {}

  static Bytes of(Bytes key) {
    return key.size() <= MOST_PLAIN ? prefixed(PLAIN, key) : prefixed(HASHED, key.sha256());
  }

  /** An item at a tenant's key; the long key goes with it. */
  static Row row(String partition, Bytes key) {
    Row row = Key.of(partition, of(key)).row();
    return key.size() <= MOST_PLAIN ? row : row.with(LONG_KEY, key);
  }

  /** The tenant's key of an item. */
  static Bytes key(Row row) {
    if (row.has(LONG_KEY)) {
      return row.bytes(LONG_KEY);
    }
    byte[] sort = row.bytes(Row.SK).toArray();
    return Bytes.owning(Arrays.copyOfRange(sort, 1, sort.length));
  }

  /** The sort key of which all that stand behind it have a key behind {@code key}. */
  static Bytes lastUpTo(Bytes key) {
    // A plain key of at most 900 bytes is behind a longer one if it is behind its first 900.
    byte[] cut = key.toArray();
    return prefixed(PLAIN, Bytes.owning(Arrays.copyOf(cut, Math.min(cut.length, MOST_PLAIN))));
  }

  /** The first bytes behind all that begin with {@code prefix}; empty if there are none. */
  static Optional<Bytes> behind(Bytes prefix) {
    byte[] bytes = prefix.toArray();
    for (int last = bytes.length - 1; last >= 0; last--) {
      if ((bytes[last] & HIGHEST_BYTE) != HIGHEST_BYTE) {
        byte[] end = Arrays.copyOf(bytes, last + 1);
        end[last]++;
        return Optional.of(Bytes.owning(end));
      }
    }
    return Optional.empty();
  }

  static boolean startsWith(Bytes key, Bytes prefix) {
    byte[] bytes = key.toArray();
    return bytes.length >= prefix.size()
        && Arrays.equals(bytes, 0, prefix.size(), prefix.toArray(), 0, prefix.size());
  }

  static Bytes prefixed(byte first, Bytes rest) {
    byte[] bytes = new byte[rest.size() + 1];
    bytes[0] = first;
    System.arraycopy(rest.toArray(), 0, bytes, 1, rest.size());
    return Bytes.owning(bytes);
  }
}
