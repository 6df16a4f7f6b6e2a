package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Event;
import dev.alcove.local.LocalBus.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBusTest {
  @TempDir Path folder;

  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<String> take(int limit) {
    return world.bus().take(limit).stream().map(Taken::event).map(Event::id).toList();
  }

  private void publish(String... ids) {
    List<Event> events = List.of(ids).stream().map(id -> Given.event(Given.ACME, id)).toList();
    assertThat(world.bus().publish(events)).isEmpty();
  }

  @Test
  void eachIsTakenOnceInOrder() {
    publish("e1", "e2", "e3");
    assertThat(take(2)).containsExactly("e1", "e2");
    assertThat(take(2)).containsExactly("e3");
    assertThat(take(2)).isEmpty();
    assertThat(world.bus().depth()).isEqualTo(3);
  }

  @Test
  void whatIsDoneIsGone() {
    publish("e1");
    List<Taken> taken = world.bus().take(1);
    assertThat(world.nextDue()).isEmpty();
    world.bus().done(taken.stream().map(Taken::id).toList());
    assertThat(world.bus().depth()).isZero();
    publish("e2");
    assertThat(world.nextDue()).contains(Given.START);
    assertThat(take(1)).containsExactly("e2");
  }

  @Test
  void whatIsGivenBackComesAgain() {
    publish("e1", "e2");
    List<Taken> taken = world.bus().take(2);
    world.bus().giveBack(List.of(taken.getFirst().id()));
    assertThat(take(2)).containsExactly("e1");
  }

  @Test
  void whatWasTakenByAProcessThatEndedComesAgain() {
    publish("e1");
    assertThat(take(1)).containsExactly("e1");
    close();
    open();
    assertThat(world.bus().take(1))
        .extracting(Taken::event)
        .containsExactly(Given.event(Given.ACME, "e1"));
  }

  @Test
  void publishingWakesTheLoops() throws InterruptedException {
    long seen = world.signals().count();
    assertThat(world.bus().publish(List.of())).isEmpty();
    assertThat(world.signals().count()).isEqualTo(seen);
    publish("e1");
    assertThat(world.signals().await(seen, Duration.ofDays(1))).isTrue();
    assertThat(world.signals().await(world.signals().count(), Duration.ZERO)).isFalse();
  }
}
