package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.Item;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.SerialisabilityCheck.Transaction;
import dev.alcove.testkit.SmallTransaction.RunAgain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That transactions which keep the rule of commits are serialisable over every {@link KvLog}, their
 * scans included. Random histories by seed: the operations are the same each time, how they meet is
 * up to the threads. More seeds: {@code -Dalcove.seeds=1000}.
 */
public abstract class KvHistoryContract {
  private static final int WRITERS = 4;
  private static final int TRANSACTIONS = 25;
  private static final int MOST_RUNS = 5_000;
  private static final long PAUSE_STEP_NANOS = 10_000;
  private static final int LONGEST_PAUSE_STEPS = 100;
  private static final List<String> MAPS = List.of("a", "b");
  private static final int KEYS = 5;

  /** Empty stores that live by {@code clock}. Called once before each test. */
  protected abstract KvPorts open(TestClock clock);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("alcove.seeds", 5));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void transactionsAreSerialisable(long seed) {
    TestClock clock = new TestClock();
    KvLog log = open(clock).log();
    SerialisabilityCheck ours = new SerialisabilityCheck();
    SerialisabilityCheck theirs = new SerialisabilityCheck();
    Race.of(
        WRITERS,
        writer ->
            () -> {
              SplittableRandom random = new SplittableRandom(seed * WRITERS + writer);
              for (int i = 0; i < TRANSACTIONS; i++) {
                String name = "w" + writer + "." + i;
                if (random.nextInt(4) > 0) {
                  ours.add(untilCommitted(log, ACME, name, random));
                } else {
                  theirs.add(untilCommitted(log, ACME2, name, random));
                }
                clock.advance(Duration.ofMillis(random.nextInt(2_000)));
              }
              return true;
            });
    assertThat(ours.size() + theirs.size()).isEqualTo(WRITERS * TRANSACTIONS);
    assertHolds(log, ACME, ours);
    assertHolds(log, ACME2, theirs);
  }

  private static Transaction untilCommitted(
      KvLog log, TenantId tenant, String name, SplittableRandom random) {
    long script = random.nextLong();
    for (int run = 1; run <= MOST_RUNS; run++) {
      try {
        // The same script each time; what it writes follows from what it reads.
        SmallTransaction transaction = new SmallTransaction(log, tenant, name + "/" + run);
        play(transaction, new SplittableRandom(script), name);
        return transaction.commit();
      } catch (RunAgain e) {
        // A little longer each time: on a busy machine who commits may be off its processor.
        LockSupport.parkNanos(Math.min(run, LONGEST_PAUSE_STEPS) * PAUSE_STEP_NANOS);
      }
    }
    throw new AssertionError("Transaction " + name + " lost " + MOST_RUNS + " races.");
  }

  private static void play(SmallTransaction transaction, SplittableRandom random, String name)
      throws RunAgain {
    StringBuilder seen = new StringBuilder(name);
    int operations = 1 + random.nextInt(5);
    for (int i = 0; i < operations; i++) {
      String map = MAPS.get(random.nextInt(MAPS.size()));
      String key = "k" + random.nextInt(KEYS);
      switch (random.nextInt(8)) {
        case 0 -> transaction.scan(map);
        case 1, 2, 3 ->
            seen.append('|').append(transaction.read(map, key).map(Bytes::size).orElse(-1));
        case 4 -> transaction.write(map, key, Optional.empty());
        default -> transaction.write(map, key, Optional.of(Bytes.utf8(seen.toString())));
      }
    }
  }

  private static void assertHolds(KvLog log, TenantId tenant, SerialisabilityCheck check) {
    SortedMap<String, SortedMap<Bytes, Bytes>> expected = check.check();
    SortedMap<String, SortedMap<Bytes, Bytes>> stored = new TreeMap<>();
    for (String map : log.maps(tenant)) {
      SortedMap<Bytes, Bytes> items = new TreeMap<>();
      for (Item item : log.scan(tenant, map, Optional.empty(), 1_000)) {
        items.put(item.key(), item.value());
      }
      stored.put(map, items);
    }
    assertThat(stored).isEqualTo(expected);
    List<Entry> entries = log.after(tenant, 0).entries();
    List<Transaction> writers = check.writers();
    assertThat(entries).hasSameSizeAs(writers);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      assertThat(entry.seq()).isEqualTo(writers.get(i).seq());
      assertThat(entry.attempt()).isEqualTo(writers.get(i).name());
      assertThat(entry.writes())
          .containsExactlyInAnyOrderElementsOf(SmallTransaction.touched(writers.get(i)));
    }
  }
}
