package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.ODD_TEXTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.StorageStore.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link StorageStore} does. */
public abstract class StorageStoreContract {
  private static final OptionalLong NEVER = OptionalLong.empty();
  private static final int RACERS = 4;
  private static final int ROUNDS = 25;

  private TestClock clock;
  private StorageStore storage;

  /** An empty store that lives by {@code clock}. Called once before each test. */
  protected abstract StorageStore open(TestClock clock);

  @BeforeEach
  void openStore() {
    clock = new TestClock();
    storage = open(clock);
  }

  @Test
  void whatWasNeverSetIsAbsent() {
    assertThat(storage.get(ACME, "k")).isEmpty();
    assertThat(storage.list(ACME, "", Optional.empty(), 10)).isEmpty();
    assertThat(storage.delete(ACME, "k")).isFalse();
  }

  @Test
  void setWritesWhateverWasThere() {
    storage.set(ACME, "k", "1", OptionalLong.of(clock.second() + 60));
    storage.set(ACME, "k", "{\"a\":[true,null,\"ü\"]}", NEVER);
    assertThat(storage.get(ACME, "k")).contains(new Entry("k", "{\"a\":[true,null,\"ü\"]}", NEVER));
  }

  @Test
  void deleteSaysWhetherThereWasSomething() {
    storage.set(ACME, "k", "1", NEVER);
    assertThat(storage.delete(ACME, "k")).isTrue();
    assertThat(storage.delete(ACME, "k")).isFalse();
    assertThat(storage.get(ACME, "k")).isEmpty();
  }

  @Test
  void everyKindOfJsonComesBackAsItWas() {
    String large = "\"" + "x".repeat(256 * 1024 - 2) + "\"";
    for (String json :
        List.of("null", "true", "0", "-1.5e-7", "\"\"", "[]", "{}", "\"\\u0000\"", large)) {
      storage.set(ACME, "k", json, NEVER);
      assertThat(storage.get(ACME, "k")).contains(new Entry("k", json, NEVER));
    }
  }

  @Test
  void oddKeysStayApart() {
    List<String> keys = new ArrayList<>(ODD_TEXTS);
    keys.add("ü".repeat(450));
    keys.add("ü".repeat(449) + "u");
    for (int i = 0; i < keys.size(); i++) {
      storage.set(ACME, keys.get(i), String.valueOf(i), NEVER);
    }
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      assertThat(storage.get(ACME, key)).contains(new Entry(key, String.valueOf(i), NEVER));
      assertThat(storage.delete(ACME, key)).isTrue();
      assertThat(storage.get(ACME, key)).isEmpty();
    }
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    storage.set(ACME, "k", "1", NEVER);
    storage.set(ACME2, "k", "2", NEVER);
    storage.increment(ACME2, "k", 5);
    assertThat(storage.delete(ACME2, "j")).isFalse();
    assertThat(storage.list(ACME, "", Optional.empty(), 10))
        .containsExactly(new Entry("k", "1", NEVER));
    assertThat(storage.delete(ACME2, "k")).isTrue();
    assertThat(storage.get(ACME, "k")).contains(new Entry("k", "1", NEVER));
  }

  @Test
  void goneFromTheMomentOfExpiry() {
    long second = clock.second() + 2;
    storage.set(ACME, "k", "1", OptionalLong.of(second));
    clock.advance(Duration.ofMillis(1_999));
    assertThat(storage.get(ACME, "k")).contains(new Entry("k", "1", OptionalLong.of(second)));
    assertThat(storage.list(ACME, "", Optional.empty(), 10)).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(storage.get(ACME, "k")).isEmpty();
    assertThat(storage.list(ACME, "", Optional.empty(), 10)).isEmpty();
    assertThat(storage.delete(ACME, "k")).isFalse();
  }

  @Test
  void whatHasExpiredCountsAsAbsentForEveryWrite() {
    OptionalLong now = OptionalLong.of(clock.second());
    storage.set(ACME, "sum", "41", now);
    assertThat(storage.increment(ACME, "sum", 1)).isEqualTo(1);
    assertThat(storage.get(ACME, "sum")).contains(new Entry("sum", "1", NEVER));

    storage.set(ACME, "k", "1", now);
    assertThat(storage.compareAndSet(ACME, "k", Optional.of("1"), Optional.of("2"), NEVER))
        .isFalse();
    assertThat(storage.compareAndSet(ACME, "k", Optional.empty(), Optional.of("3"), NEVER))
        .isTrue();
    assertThat(storage.get(ACME, "k")).contains(new Entry("k", "3", NEVER));
  }

  @Test
  void listsByPrefixInTheOrderOfUtf8() {
    List<String> keys = new ArrayList<>(ODD_TEXTS);
    Collections.reverse(keys);
    keys.forEach(key -> storage.set(ACME, key, "1", NEVER));
    for (String prefix : List.of("", "a", "a#", "a%", "a_", "a*", "\uff61", "\ud83e\udd8a", "zz")) {
      List<String> expected =
          keys.stream()
              .filter(key -> key.startsWith(prefix))
              .sorted(Comparator.comparing(Bytes::utf8))
              .toList();
      assertThat(storage.list(ACME, prefix, Optional.empty(), StorageStore.MOST_LISTED))
          .as("prefix <%s>", prefix)
          .extracting(Entry::key)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, StorageStore.MOST_LISTED})
  void listsInPages(int limit) {
    for (String key : ODD_TEXTS) {
      storage.set(ACME, "p/" + key, "1", NEVER);
    }
    storage.set(ACME, "o", "1", NEVER);
    storage.set(ACME, "q", "1", NEVER);
    List<String> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    List<Entry> page;
    do {
      page = storage.list(ACME, "p/", after, limit);
      assertThat(page.size()).isLessThanOrEqualTo(limit);
      page.forEach(entry -> found.add(entry.key()));
      after = page.isEmpty() ? after : Optional.of(page.getLast().key());
    } while (page.size() == limit);
    assertThat(found)
        .isEqualTo(
            ODD_TEXTS.stream()
                .map(key -> "p/" + key)
                .sorted(Comparator.comparing(Bytes::utf8))
                .toList());
  }

  @Test
  void theKeyToStartBehindNeedNotExist() {
    storage.set(ACME, "a1", "1", NEVER);
    storage.set(ACME, "a3", "3", NEVER);
    storage.set(ACME, "b", "4", NEVER);
    assertThat(keys("a", "a2")).containsExactly("a3");
    assertThat(keys("a", "")).containsExactly("a1", "a3");
    assertThat(keys("a", "b")).isEmpty();
    assertThat(keys("", "a3")).containsExactly("b");
  }

  private List<String> keys(String prefix, String after) {
    return storage.list(ACME, prefix, Optional.of(after), 10).stream().map(Entry::key).toList();
  }

  @Test
  void incrementAddsAndKeepsTheExpiry() {
    assertThat(storage.increment(ACME, "n", 5)).isEqualTo(5);
    assertThat(storage.get(ACME, "n")).contains(new Entry("n", "5", NEVER));
    OptionalLong later = OptionalLong.of(clock.second() + 60);
    storage.set(ACME, "n", "0.1", later);
    assertThat(storage.increment(ACME, "n", 0.2)).isEqualTo(0.1 + 0.2);
    assertThat(storage.get(ACME, "n")).contains(new Entry("n", "0.30000000000000004", later));
    storage.set(ACME, "n", "1e+300", NEVER);
    assertThat(storage.increment(ACME, "n", -1e300)).isZero();
    assertThat(storage.get(ACME, "n")).contains(new Entry("n", "0", NEVER));
  }

  @Test
  void incrementRefusesWhatIsNoNumber() {
    for (String json : List.of("null", "\"1\"", "[1]", "{}", "true")) {
      storage.set(ACME, "n", json, NEVER);
      refusesIncrement("n", 1);
      assertThat(storage.get(ACME, "n")).contains(new Entry("n", json, NEVER));
    }
    // JSON cannot say infinity.
    storage.set(ACME, "n", "1e+308", NEVER);
    refusesIncrement("n", 1e308);
    assertThat(storage.get(ACME, "n")).contains(new Entry("n", "1e+308", NEVER));
  }

  private void refusesIncrement(String key, double by) {
    assertThatThrownBy(() -> storage.increment(ACME, key, by))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void compareAndSetWritesOnlyIfAsExpected() {
    Optional<String> absent = Optional.empty();
    Optional<String> one = Optional.of("{\"n\":1}");
    Optional<String> two = Optional.of("{\"n\":2}");
    OptionalLong later = OptionalLong.of(clock.second() + 60);
    assertThat(storage.compareAndSet(ACME, "k", one, two, NEVER)).isFalse();
    assertThat(storage.get(ACME, "k")).isEmpty();
    assertThat(storage.compareAndSet(ACME, "k", absent, absent, NEVER)).isTrue();
    assertThat(storage.compareAndSet(ACME, "k", absent, one, later)).isTrue();
    assertThat(storage.get(ACME, "k")).contains(new Entry("k", "{\"n\":1}", later));
    assertThat(storage.compareAndSet(ACME, "k", absent, two, NEVER)).isFalse();
    assertThat(storage.compareAndSet(ACME, "k", one, two, NEVER)).isTrue();
    assertThat(storage.get(ACME, "k")).contains(new Entry("k", "{\"n\":2}", NEVER));
    assertThat(storage.compareAndSet(ACME, "k", one, absent, NEVER)).isFalse();
    assertThat(storage.compareAndSet(ACME, "k", two, absent, NEVER)).isTrue();
    assertThat(storage.get(ACME, "k")).isEmpty();
  }

  @Test
  void nullIsAValueAndNotAbsent() {
    storage.set(ACME, "k", "null", NEVER);
    assertThat(storage.compareAndSet(ACME, "k", Optional.empty(), Optional.of("1"), NEVER))
        .isFalse();
    assertThat(storage.compareAndSet(ACME, "k", Optional.of("null"), Optional.of("1"), NEVER))
        .isTrue();
  }

  @Test
  void ofThoseWhoRaceForCompareAndSetOneWins() {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "k" + round;
      List<Boolean> won =
          Race.of(
              RACERS,
              racer ->
                  () ->
                      storage.compareAndSet(
                          ACME, key, Optional.empty(), Optional.of("" + racer), NEVER));
      assertThat(won).containsOnlyOnce(true);
      assertThat(storage.get(ACME, key))
          .contains(new Entry(key, String.valueOf(won.indexOf(true)), NEVER));
    }
  }

  @Test
  void noIncrementIsLost() {
    List<List<Double>> sums =
        Race.of(
            RACERS,
            racer ->
                () -> {
                  List<Double> mine = new ArrayList<>();
                  for (int i = 0; i < ROUNDS; i++) {
                    mine.add(storage.increment(ACME, "n", 1));
                  }
                  return mine;
                });
    assertThat(storage.get(ACME, "n"))
        .contains(new Entry("n", String.valueOf(RACERS * ROUNDS), NEVER));
    assertThat(sums.stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  @Test
  void erasesOneTenantOnly() {
    storage.set(ACME, "k", "1", NEVER);
    storage.set(Samples.ACME2, "k", "2", NEVER);
    storage.erase(ACME);
    storage.erase(ACME);
    assertThat(storage.get(ACME, "k")).isEmpty();
    assertThat(storage.get(Samples.ACME2, "k")).isPresent();
  }
}
