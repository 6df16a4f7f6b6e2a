package dev.alcove.testkit;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows that transactions which ran at the same time could as well have run one after the other, in
 * the order of their commits: each is replayed against a plain map, and must have read what it
 * would have read there.
 *
 * <p>Tests {@linkplain #add add} what committed, from any thread, and {@linkplain #check check} at
 * the end. All commits of the tenant must be added, from the first.
 */
public final class SerialisabilityCheck {
  private final List<Transaction> transactions = Collections.synchronizedList(new ArrayList<>());

  /** Where a value is: a key of a map. */
  public record Address(String map, Bytes key) {
    public Address {
      requireNonNull(map, "map is null");
      requireNonNull(key, "key is null");
    }

    @Override
    public String toString() {
      return "`" + map + "`/`" + key.text() + "`";
    }
  }

  /**
   * A transaction that committed.
   *
   * @param name how messages call it
   * @param seq the number of its commit; of one that wrote nothing, the number of the commit after
   *     which its reads were found to hold
   * @param reads the keys that it read from the store, not those it had written itself
   * @param scans the whole maps that it read from the store, without its own writes
   * @param writes an empty value deletes
   */
  public record Transaction(
      String name,
      long seq,
      Map<Address, Optional<Bytes>> reads,
      Map<String, SortedMap<Bytes, Bytes>> scans,
      Map<Address, Optional<Bytes>> writes) {
    public Transaction {
      requireNonNull(name, "name is null");
      reads = Map.copyOf(reads);
      scans = Map.copyOf(scans);
      writes = Map.copyOf(writes);
    }

    @Override
    public String toString() {
      return "Transaction " + name + (writes.isEmpty() ? " after commit " : ", commit ") + seq;
    }
  }

  /** Adds a transaction that committed. */
  public void add(Transaction transaction) {
    transactions.add(requireNonNull(transaction, "transaction is null"));
  }

  /** How many transactions were added. */
  public int size() {
    return transactions.size();
  }

  /** Those that wrote something, in the order of their commits. */
  public List<Transaction> writers() {
    return List.copyOf(transactions).stream()
        .filter(transaction -> !transaction.writes().isEmpty())
        .sorted(Comparator.comparingLong(Transaction::seq))
        .toList();
  }

  /**
   * Replays all transactions.
   *
   * @return all maps that hold something, as they must be at the end
   * @throws AssertionError naming the first transaction that read what it could not have read, or
   *     the first commit that is missing or there twice
   */
  public SortedMap<String, SortedMap<Bytes, Bytes>> check() {
    List<Transaction> inOrder = new ArrayList<>(List.copyOf(transactions));
    // One that only read comes after the commit that it was checked against.
    inOrder.sort(
        Comparator.comparingLong(Transaction::seq)
            .thenComparing(transaction -> transaction.writes().isEmpty()));
    Replay replay = new Replay();
    inOrder.forEach(replay::step);
    return replay.maps;
  }

  /** The state after some of the transactions. */
  private static final class Replay {
    private final SortedMap<String, SortedMap<Bytes, Bytes>> maps = new TreeMap<>();
    private final Map<Address, Transaction> writers = new HashMap<>();
    private long seq;

    void step(Transaction transaction) {
      long expected = transaction.writes().isEmpty() ? seq : seq + 1;
      if (transaction.seq() != expected) {
        throw new AssertionError(
            transaction.seq() < expected
                ? transaction + ", has the number of another."
                : "Commit " + expected + " is missing; the next is that of: " + transaction);
      }
      seq = transaction.seq();
      transaction.reads().forEach((key, seen) -> checkRead(transaction, key, seen));
      transaction.scans().forEach((map, seen) -> checkScan(transaction, map, seen));
      transaction.writes().forEach((key, value) -> write(transaction, key, value));
    }

    private void checkRead(Transaction reader, Address key, Optional<Bytes> seen) {
      Bytes there = map(key.map()).get(key.key());
      if (!seen.equals(Optional.ofNullable(there))) {
        throw violation(reader, key, seen.orElse(null), there);
      }
    }

    private void checkScan(Transaction reader, String map, SortedMap<Bytes, Bytes> seen) {
      SortedMap<Bytes, Bytes> there = map(map);
      SortedMap<Bytes, Bytes> either = new TreeMap<>(there);
      either.putAll(seen);
      for (Bytes key : either.keySet()) {
        Bytes value = seen.get(key);
        if (!Optional.ofNullable(value).equals(Optional.ofNullable(there.get(key)))) {
          throw violation(reader, new Address(map, key), value, there.get(key));
        }
      }
    }

    private AssertionError violation(
        Transaction reader, Address key, @Nullable Bytes seen, @Nullable Bytes there) {
      Transaction writer = writers.get(key);
      String by = writer == null ? "nobody had written it" : "it was left so by " + writer;
      return new AssertionError(
          "%s, saw %s as %s, but before it there was %s: %s"
              .formatted(reader, key, shown(seen), shown(there), by));
    }

    private static String shown(@Nullable Bytes value) {
      return value == null ? "nothing" : "<" + value.text() + ">";
    }

    private void write(Transaction writer, Address key, Optional<Bytes> value) {
      if (value.isPresent()) {
        maps.computeIfAbsent(key.map(), name -> new TreeMap<>()).put(key.key(), value.get());
      } else {
        SortedMap<Bytes, Bytes> map = map(key.map());
        map.remove(key.key());
        if (map.isEmpty()) {
          maps.remove(key.map());
        }
      }
      writers.put(key, writer);
    }

    private SortedMap<Bytes, Bytes> map(String name) {
      return maps.getOrDefault(name, new TreeMap<>());
    }
  }
}
