package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortKeysTest {
  private static final int MOST_BYTES = 1_024;

  private static List<Bytes> keys() {
    SplittableRandom random = new SplittableRandom(7);
    List<Bytes> keys = new ArrayList<>(List.of(Bytes.EMPTY, Bytes.ofHex("00"), Bytes.ofHex("ff")));
    byte[] edge = new byte[902];
    for (int length : new int[] {899, 900, 901, 902}) {
      keys.add(Bytes.copyOf(java.util.Arrays.copyOf(edge, length)));
    }
    for (int i = 0; i < 300; i++) {
      byte[] bytes =
          new byte[random.nextInt(4) == 0 ? 880 + random.nextInt(60) : random.nextInt(6)];
      random.nextBytes(bytes);
      for (int at = 0; at < bytes.length - 2; at++) {
        // Long ones differ at their ends only, where they are cut.
        bytes[at] = 'x';
      }
      keys.add(Bytes.owning(bytes));
    }
    return keys;
  }

  @Test
  void everyKeyHasASortKeyOfItsOwnThatDynamoTakes() {
    HashSet<Bytes> keys = new HashSet<>(keys());
    HashSet<Bytes> sorts = new HashSet<>();
    for (Bytes key : keys) {
      Bytes sort = SortKeys.of(key);
      assertThat(sort.size()).isBetween(1, MOST_BYTES);
      sorts.add(sort);
      assertThat(SortKeys.key(SortKeys.row("p", key))).isEqualTo(key);
    }
    assertThat(sorts).hasSameSizeAs(keys);
  }

  @Test
  void plainKeysSortAsTheyDo() {
    List<Bytes> plain = keys().stream().filter(key -> key.size() <= 900).sorted().toList();
    assertThat(plain.stream().map(SortKeys::of).toList()).isSorted();
  }

  /** A page that begins behind a key, long or not, has exactly the plain keys behind it. */
  @Test
  void aPageBeginsBehindAnyKey() {
    List<Bytes> all = keys();
    for (Bytes after : all) {
      for (Bytes key : all) {
        if (key.size() <= SortKeys.MOST_PLAIN) {
          assertThat(SortKeys.of(key).compareTo(SortKeys.lastUpTo(after)) > 0)
              .isEqualTo(key.compareTo(after) > 0);
        }
      }
    }
  }
}
