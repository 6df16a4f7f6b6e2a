package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Mode;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Usage;
import dev.alcove.domain.UsageStore;
import dev.alcove.local.LocalWorld;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage costs a write now and then, and loses nothing but what it says. */
class BatchedUsageTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 28);
  private static final Usage ONE = Usage.of(Outcome.OK, Receipt.NOTHING);

  @TempDir Path folder;
  private LocalWorld world;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger writes = new AtomicInteger();
  private boolean broken;

  @BeforeEach
  void start() {
    world = LocalWorld.open(folder, () -> TestPlatform.START);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** The world's store, with its writes counted. */
  private UsageStore counted() {
    return new UsageStore() {
      @Override
      public void add(TenantId tenant, LocalDate day, Usage more) {
        if (broken) {
          throw new IllegalStateException("the disk is full");
        }
        writes.incrementAndGet();
        world.usage().add(tenant, day, more);
      }

      @Override
      public SortedMap<LocalDate, Usage> list(TenantId tenant, LocalDate from, LocalDate to) {
        return world.usage().list(tenant, from, to);
      }

      @Override
      public void erase(TenantId tenant) {
        world.usage().erase(tenant);
      }
    };
  }

  private long stored() {
    return world.usage().list(TestPlatform.ACME, DAY, DAY).values().stream()
        .mapToLong(Usage::count)
        .sum();
  }

  @Test
  void manyRunsAreOneWrite() {
    BatchedUsage usage = new BatchedUsage(counted(), nanos::get);
    for (int i = 1; i < BatchedUsage.MOST_RUNS; i++) {
      usage.add(TestPlatform.ACME, DAY, ONE);
    }
    assertThat(writes).hasValue(0);
    usage.add(TestPlatform.ACME, DAY, ONE);
    assertThat(writes).hasValue(1);
    assertThat(stored()).isEqualTo(BatchedUsage.MOST_RUNS);
  }

  @Test
  void theNextRunAfterSomeSecondsWrites_andSoDoCloseAndList() {
    BatchedUsage usage = new BatchedUsage(counted(), nanos::get);
    usage.add(TestPlatform.ACME, DAY, ONE);
    nanos.addAndGet(BatchedUsage.MOST_NANOS);
    usage.add(TestPlatform.ACME, DAY, ONE);
    assertThat(stored()).isEqualTo(2);
    usage.add(TestPlatform.ACME, DAY, ONE);
    assertThat(stored()).isEqualTo(2);
    assertThat(usage.list(TestPlatform.ACME, DAY, DAY).get(DAY)).isEqualTo(ONE.plus(ONE).plus(ONE));
    usage.add(TestPlatform.ACME, DAY, ONE);
    usage.close();
    assertThat(stored()).isEqualTo(4);
  }

  @Test
  void whatTheStoreRefusesIsKeptForTheNextTime() {
    BatchedUsage usage = new BatchedUsage(counted(), nanos::get);
    broken = true;
    usage.add(TestPlatform.ACME, DAY, ONE);
    usage.flush();
    broken = false;
    usage.flush();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void everyRunIsCounted_goodHttpOnesToo() {
    try (TestPlatform platform = new TestPlatform(folder.resolve("other"))) {
      platform.deploy(
          TestPlatform.ACME,
          "main",
          Samples.version(
              "export function good() { return {}; } export function bad() { throw 1; }",
              List.of(
                  Samples.endpoint("GET", "/good", "good", Mode.READONLY),
                  Samples.endpoint("GET", "/bad", "bad", Mode.READONLY)),
              List.of()));
      platform.call("GET", "/t/acme/good", "");
      platform.call("GET", "/t/acme/good", "");
      platform.call("GET", "/t/acme/bad", "");

      Usage day =
          platform.ports.usage().list(TestPlatform.ACME, DAY, DAY).getOrDefault(DAY, Usage.NONE);

      assertThat(day.runs()).containsEntry(Outcome.OK, 2L).containsEntry(Outcome.THREW, 1L);
      assertThat(day.wallMicros()).isPositive();
      assertThat(day.allocatedBytes()).isPositive();
    }
  }
}
