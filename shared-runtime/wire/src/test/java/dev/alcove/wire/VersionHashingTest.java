package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VersionHashingTest {
  private static final SortedMap<String, String> MODULES =
      new TreeMap<>(Map.of("b.js", "ü", "a.js", ""));

  @Test
  void isTheDigestOfTheLengthPrefixedParts() {
    String parts =
        hex("00000002", "{}")
            + hex("00000004", "a.js")
            + "00000000"
            + hex("00000004", "b.js")
            + hex("00000002", "ü");
    assertThat(VersionHashing.hash("{}", MODULES).value())
        .isEqualTo(Bytes.ofHex(parts).sha256().hex());
  }

  @Test
  void doesNotDependOnTheMapsOrder() {
    SortedMap<String, String> reversed = new TreeMap<>(Comparator.reverseOrder());
    reversed.putAll(MODULES);
    assertThat(VersionHashing.hash("{}", reversed)).isEqualTo(VersionHashing.hash("{}", MODULES));
  }

  @Test
  void movingTextBetweenPartsChangesIt() {
    assertThat(VersionHashing.hash("{}", new TreeMap<>(Map.of("a", "bc"))))
        .isNotEqualTo(VersionHashing.hash("{}", new TreeMap<>(Map.of("ab", "c"))));
  }

  /** Pinned: a version's name must not change, or nothing that is stored is found again. */
  @Test
  void staysAsItIs() {
    assertThat(VersionHashing.hash("{\"endpoints\":{}}", MODULES).value())
        .isEqualTo("7b5df1a461ff049190d0398c87f653023c8e5b74efbdd78f6549678b57f5aa1d");
  }

  private static String hex(String length, String text) {
    return length + Bytes.utf8(text).hex();
  }
}
