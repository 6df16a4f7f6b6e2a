package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Outbox;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.OutboxItem.Due;
import dev.alcove.domain.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} does. */
public abstract class OutboxContract {
  private static final int LIMIT = 100;
  private static final Instant NOW = TestClock.START;
  private static final Instant LATER = NOW.plusSeconds(60);

  private Outbox outbox;

  /** An empty outbox that lives by {@code clock}. Called once before each test. */
  protected abstract Outbox open(TestClock clock);

  @BeforeEach
  void openOutbox() {
    outbox = open(new TestClock());
  }

  private static Due due(TenantId tenant, String id, Instant at) {
    return new Due(Samples.event(tenant, id), at);
  }

  private static OutboxItem item(TenantId tenant, String id, Instant... times) {
    List<Due> events = new ArrayList<>();
    for (Instant time : times) {
      events.add(due(tenant, id + "/" + events.size(), time));
    }
    return new OutboxItem(tenant, id, events);
  }

  @Test
  void anItemIsDueFromTheMomentOfItsFirstEvent() {
    OutboxItem item = item(ACME, "x#1", LATER.plusSeconds(60), LATER);
    outbox.add(item);
    assertThat(outbox.due(LATER.minusMillis(1), LIMIT)).isEmpty();
    assertThat(outbox.due(LATER, LIMIT)).containsExactly(item);
    assertThat(outbox.due(LATER.plus(Duration.ofDays(30)), LIMIT)).containsExactly(item);
  }

  @Test
  void anItemThatIsThereIsLeftAsItIs() {
    OutboxItem first = item(ACME, "x", NOW);
    outbox.add(first);
    outbox.add(item(ACME, "x", NOW, NOW, NOW));
    assertThat(outbox.due(NOW, LIMIT)).containsExactly(first);
  }

  @Test
  void theOldestComeFirst() {
    for (int i = 9; i >= 0; i--) {
      outbox.add(item(i % 2 == 0 ? ACME : ACME2, "x" + i, NOW.plusSeconds(i)));
    }
    assertThat(outbox.due(LATER, LIMIT))
        .extracting(OutboxItem::id)
        .containsExactly("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
    assertThat(outbox.due(LATER, 3)).extracting(OutboxItem::id).containsExactly("x0", "x1", "x2");
    assertThat(outbox.due(NOW.plusSeconds(1), LIMIT))
        .extracting(OutboxItem::id)
        .containsExactly("x0", "x1");
  }

  @Test
  void keepLeavesOnlyWhatIsStillToCome() {
    OutboxItem item = item(ACME, "x", NOW, LATER, LATER.plusSeconds(1));
    outbox.add(item);
    List<Due> remaining = item.events().subList(1, 3);
    outbox.keep(ACME, "x", remaining);
    assertThat(outbox.due(LATER.minusMillis(1), LIMIT)).isEmpty();
    assertThat(outbox.due(LATER, LIMIT)).containsExactly(new OutboxItem(ACME, "x", remaining));
  }

  @Test
  void keepNothingRemovesTheItem() {
    outbox.add(item(ACME, "x", NOW));
    outbox.add(item(ACME, "y", NOW));
    outbox.keep(ACME, "x", List.of());
    outbox.keep(ACME, "x", List.of());
    assertThat(outbox.due(LATER, LIMIT)).extracting(OutboxItem::id).containsExactly("y");
  }

  /** Relay and sweeper may work on the same item: the slower one must not bring it back. */
  @Test
  void keepDoesNotBringBackAnItemThatIsGone() {
    OutboxItem item = item(ACME, "x", NOW, LATER);
    outbox.add(item);
    outbox.keep(ACME, "x", List.of());
    outbox.keep(ACME, "x", item.events().subList(1, 2));
    assertThat(outbox.due(LATER, LIMIT)).isEmpty();
  }

  @Test
  void tenantsMayHaveItemsOfTheSameId() {
    OutboxItem ours = item(ACME, "x#1", NOW);
    OutboxItem theirs = item(ACME2, "x#1", NOW);
    outbox.add(ours);
    outbox.add(theirs);
    assertThat(outbox.due(NOW, LIMIT)).containsExactlyInAnyOrder(ours, theirs);
    outbox.keep(ACME2, "x#1", List.of());
    assertThat(outbox.due(NOW, LIMIT)).containsExactly(ours);
  }

  @Test
  void holdsAsManyEventsAsARunMayPublish() {
    List<Due> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(due(ACME, "e" + i, NOW));
    }
    OutboxItem item = new OutboxItem(ACME, "x", events);
    outbox.add(item);
    assertThat(outbox.due(NOW, LIMIT)).containsExactly(item);
  }

  @Test
  void addedByManyAtOnceNothingIsLost() {
    Race.of(
        4,
        racer ->
            () -> {
              for (int i = 0; i < 10; i++) {
                outbox.add(item(ACME, "own-" + racer + "-" + i, NOW));
                outbox.add(item(ACME, "shared-" + i, NOW));
              }
              return true;
            });
    assertThat(outbox.due(NOW, LIMIT))
        .extracting(OutboxItem::id)
        .hasSize(50)
        .doesNotHaveDuplicates();
  }

  @Test
  void erasesOneTenantOnly() {
    outbox.add(item(ACME, "x", NOW));
    outbox.add(item(ACME2, "y", NOW));
    outbox.erase(ACME);
    outbox.erase(ACME);
    assertThat(outbox.due(LATER, LIMIT)).extracting(OutboxItem::id).containsExactly("y");
  }
}
