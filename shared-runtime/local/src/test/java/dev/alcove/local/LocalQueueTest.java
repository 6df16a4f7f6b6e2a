package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.RunQueue.Delivery;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.Race;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalQueueTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(1);
  private static final TenantId GAMMA = new TenantId("gamma");

  @TempDir Path folder;

  private final MovableBase base = new MovableBase();
  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, base);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void send(TenantId tenant, String... ids) {
    for (String id : ids) {
      world.queue().send(Given.run(tenant, id), Duration.ZERO);
    }
  }

  private List<String> receive(int most) {
    List<String> ids = new ArrayList<>();
    while (ids.size() < most) {
      Optional<Delivery> next = world.queue().receive(VISIBILITY);
      if (next.isEmpty()) {
        break;
      }
      ids.add(next.get().run().id());
    }
    return ids;
  }

  @Test
  void tenantsTakeTurns() {
    send(Given.ACME, "a1", "a2", "a3", "a4");
    send(Given.BETA, "b1", "b2");
    send(GAMMA, "c1");
    assertThat(receive(3)).containsExactlyInAnyOrder("a1", "b1", "c1");
    assertThat(receive(2)).containsExactlyInAnyOrder("a2", "b2");
    assertThat(receive(9)).containsExactly("a3", "a4");
  }

  @Test
  void whoComesBackAtOnceDoesNotComeFirst() {
    send(Given.ACME, "a1", "a2", "a3");
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      send(Given.BETA, "b" + i);
      Delivery next = world.queue().receive(VISIBILITY).orElseThrow();
      world.queue().acknowledge(next.handle());
      order.add(next.run().id().substring(0, 1));
    }
    assertThat(order.stream().filter("a"::equals)).hasSize(3);
  }

  @Test
  void turnsAreKeptOverARestart() {
    send(Given.ACME, "a1", "a2");
    assertThat(receive(1)).containsExactly("a1");
    send(Given.BETA, "b1");
    close();
    open();
    assertThat(receive(3)).containsExactly("b1", "a1", "a2");
  }

  @Test
  void whatNobodyWorksOnAnyMoreIsShownAtOnce() {
    send(Given.ACME, "working");
    world.queue().send(Given.run(Given.BETA, "delayed"), Duration.ofHours(1));
    send(GAMMA, "postponed");
    Delivery worked = world.queue().receive(VISIBILITY).orElseThrow();
    Delivery postponed = world.queue().receive(VISIBILITY).orElseThrow();
    if (worked.run().id().equals("postponed")) {
      Delivery other = worked;
      worked = postponed;
      postponed = other;
    }
    world.queue().postpone(postponed.handle(), Duration.ofHours(1));
    close();
    open();
    Delivery again = world.queue().receive(VISIBILITY).orElseThrow();
    assertThat(again.run().id()).isEqualTo("working");
    assertThat(again.receives()).isEqualTo(2);
    assertThat(world.queue().receive(VISIBILITY)).isEmpty();
    // Who comes back from the dead has nothing to say.
    world.queue().acknowledge(worked.handle());
    assertThat(world.queue().depth(Given.ACME)).isEqualTo(1);
    base.pass(Duration.ofHours(1));
    assertThat(receive(9)).containsExactlyInAnyOrder("working", "delayed", "postponed");
  }

  @Test
  void aStaleHandleDoesNothing() {
    send(Given.ACME, "a1");
    Delivery slow = world.queue().receive(VISIBILITY).orElseThrow();
    base.pass(VISIBILITY);
    Delivery again = world.queue().receive(VISIBILITY).orElseThrow();
    world.queue().postpone(slow.handle(), Duration.ZERO);
    assertThat(world.queue().receive(VISIBILITY)).isEmpty();
    world.queue().acknowledge(slow.handle());
    assertThat(world.queue().depth(Given.ACME)).isEqualTo(1);
    world.queue().acknowledge(again.handle());
    assertThat(world.queue().depth(Given.ACME)).isZero();
    assertThatThrownBy(() -> world.queue().acknowledge("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNextDueTimeIsThatOfTheNextMessage() {
    assertThat(world.nextDue()).isEmpty();
    world.queue().send(Given.run(Given.ACME, "late"), Duration.ofHours(2));
    world.queue().send(Given.run(Given.BETA, "soon"), Duration.ofHours(1));
    assertThat(world.nextDue()).contains(Given.START.plus(Duration.ofHours(1)));
    world.clock().advanceTo(world.nextDue().orElseThrow());
    assertThat(receive(9)).containsExactly("soon");
    assertThat(world.nextDue()).contains(Given.START.plus(Duration.ofHours(1)).plus(VISIBILITY));
    world.clock().advance(Duration.ofHours(1));
    assertThat(receive(9)).containsExactlyInAnyOrder("soon", "late");
  }

  @Test
  void manyReceiversGetEachMessageOnce() {
    for (int i = 0; i < 50; i++) {
      send(Given.ACME, "a" + i);
      send(Given.BETA, "b" + i);
    }
    List<String> received =
        Race.of(4, _ -> () -> receive(100)).stream().flatMap(List::stream).toList();
    assertThat(received).hasSize(100).doesNotHaveDuplicates();
  }
}
