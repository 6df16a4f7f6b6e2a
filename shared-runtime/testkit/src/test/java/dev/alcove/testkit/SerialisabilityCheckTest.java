package dev.alcove.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.testkit.SerialisabilityCheck.Address;
import dev.alcove.testkit.SerialisabilityCheck.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SerialisabilityCheckTest {
  private final SerialisabilityCheck check = new SerialisabilityCheck();

  private static Bytes bytes(String text) {
    return Bytes.utf8(text);
  }

  /** Keys and values in turn; {@code -} is none. */
  private static Map<Address, Optional<Bytes>> values(String... keysAndValues) {
    Map<Address, Optional<Bytes>> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String value = keysAndValues[i + 1];
      values.put(
          new Address("m", bytes(keysAndValues[i])),
          value.equals("-") ? Optional.empty() : Optional.of(bytes(value)));
    }
    return values;
  }

  private static SortedMap<Bytes, Bytes> items(String... keysAndValues) {
    SortedMap<Bytes, Bytes> items = new TreeMap<>();
    values(keysAndValues).forEach((key, value) -> items.put(key.key(), value.orElseThrow()));
    return items;
  }

  private void add(
      String name,
      long seq,
      Map<Address, Optional<Bytes>> reads,
      Map<Address, Optional<Bytes>> writes) {
    check.add(new Transaction(name, seq, reads, Map.of(), writes));
  }

  private void scan(String name, long seq, SortedMap<Bytes, Bytes> seen, String... writes) {
    check.add(new Transaction(name, seq, Map.of(), Map.of("m", seen), values(writes)));
  }

  private void fails(String message) {
    assertThatThrownBy(check::check).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  @Test
  void aSerialHistoryHolds() {
    add("r0", 0, values("a", "-"), values());
    scan("r2", 2, items("a", "1", "b", "2"));
    add("w2", 2, values("a", "1", "b", "-"), values("b", "2"));
    add("w1", 1, values("a", "-"), values("a", "1"));
    add("w3", 3, values("a", "1"), values("a", "-"));
    scan("w4", 4, items("b", "2"), "b", "-");
    add("w5", 5, values("b", "-"), values("c", ""));
    assertThat(check.check()).isEqualTo(new TreeMap<>(Map.of("m", items("c", ""))));
    assertThat(check.writers()).extracting(Transaction::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aLostUpdateIsFound() {
    add("w1", 1, values("n", "-"), values("n", "1"));
    add("w2", 2, values("n", "-"), values("n", "1"));
    fails(
        "Transaction w2, commit 2, saw `m`/`n` as nothing, but before it there was <1>:"
            + " it was left so by Transaction w1, commit 1");
  }

  @Test
  void aPhantomIsFound() {
    scan("w1", 1, items(), "a", "1");
    scan("w2", 2, items(), "b", "1");
    fails(
        "Transaction w2, commit 2, saw `m`/`a` as nothing, but before it there was <1>:"
            + " it was left so by Transaction w1, commit 1");
  }

  @Test
  void aReadOfWhatWasNeverCommittedIsFound() {
    add("r", 0, values("a", "1"), values());
    fails(
        "Transaction r after commit 0, saw `m`/`a` as <1>, but before it there was nothing:"
            + " nobody had written it");
  }

  @Test
  void aCommitThatNobodyKnowsOfIsFound() {
    add("w1", 1, values(), values("a", "1"));
    add("w3", 3, values(), values("a", "3"));
    fails("Commit 2 is missing; the next is that of: Transaction w3, commit 3");
  }

  @Test
  void twoCommitsOfOneNumberAreFound() {
    add("w1", 1, values(), values("a", "1"));
    add("w2", 1, values(), values("b", "1"));
    fails("Transaction w2, commit 1, has the number of another.");
  }
}
