package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.Usage;
import dev.alcove.domain.UsageStore;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link UsageStore} does. */
public abstract class UsageStoreContract {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 28);

  private UsageStore store;

  /** An empty store. Called once before each test. */
  protected abstract UsageStore open(TestClock clock);

  @BeforeEach
  void openStore() {
    store = open(new TestClock());
  }

  private static Usage usage(Outcome outcome, int scale) {
    TreeMap<String, Receipt.Calls> calls = new TreeMap<>();
    calls.put("storage.get", new Receipt.Calls(2 * scale, 10));
    calls.put("events.publish", new Receipt.Calls(scale, 10));
    return Usage.of(
        outcome,
        new Receipt(
            1_000L * scale,
            100L * scale,
            1L << 40,
            Receipt.Realm.MADE,
            "",
            calls,
            1,
            1,
            false,
            1,
            0,
            ""));
  }

  @Test
  void whatIsAddedIsSummedUpForEachDay() {
    store.add(ACME, DAY, usage(Outcome.OK, 1));
    store.add(ACME, DAY, usage(Outcome.OK, 2).plus(usage(Outcome.THREW, 3)));
    store.add(ACME, DAY.plusDays(1), usage(Outcome.CPU_EXCEEDED, 1));

    Usage sum =
        new Usage(
            new TreeMap<>(Map.of(Outcome.OK, 2L, Outcome.THREW, 1L)), 6_000, 600, 3L << 40, 18, 6);
    assertThat(store.list(ACME, DAY, DAY)).isEqualTo(Map.of(DAY, sum));
    assertThat(store.list(ACME, DAY, DAY.plusDays(1)))
        .isEqualTo(Map.of(DAY, sum, DAY.plusDays(1), usage(Outcome.CPU_EXCEEDED, 1)));
  }

  @Test
  void daysWithoutAnythingAreLeftOut() {
    store.add(ACME, DAY, usage(Outcome.OK, 1));
    assertThat(store.list(ACME, DAY.minusDays(3), DAY.plusDays(3))).containsOnlyKeys(DAY);
    assertThat(store.list(ACME, DAY.plusDays(1), DAY.plusDays(3))).isEmpty();
    assertThat(store.list(ACME, DAY, DAY.minusDays(1))).isEmpty();
  }

  @Test
  void ofManyDaysTheFirstAreGiven() {
    for (int i = 0; i <= UsageStore.MOST_DAYS; i++) {
      store.add(ACME, DAY.plusDays(i), usage(Outcome.OK, 1));
    }
    assertThat(store.list(ACME, DAY, DAY.plusYears(2)))
        .hasSize(UsageStore.MOST_DAYS)
        .containsKey(DAY)
        .doesNotContainKey(DAY.plusDays(UsageStore.MOST_DAYS));
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    store.add(ACME, DAY, usage(Outcome.OK, 1));
    assertThat(store.list(ACME2, DAY, DAY)).isEmpty();
    store.add(ACME2, DAY, usage(Outcome.OK, 2));
    assertThat(store.list(ACME, DAY, DAY)).isEqualTo(Map.of(DAY, usage(Outcome.OK, 1)));
  }

  @Test
  void erasesOneTenantOnly() {
    store.add(ACME, DAY, usage(Outcome.OK, 1));
    store.add(ACME2, DAY, usage(Outcome.OK, 1));
    store.erase(ACME);
    store.erase(ACME);
    assertThat(store.list(ACME, DAY, DAY)).isEmpty();
    assertThat(store.list(ACME2, DAY, DAY)).hasSize(1);
  }
}
