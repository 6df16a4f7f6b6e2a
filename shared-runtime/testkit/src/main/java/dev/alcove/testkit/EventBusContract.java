package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Event;
import dev.alcove.domain.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventBus} does. */
public abstract class EventBusContract {
  private EventBus bus;

  /** A bus that nothing is on. Called once before each test. */
  protected abstract EventBus open(TestClock clock);

  /**
   * All events that have come out at the other end, where the fan-out is, since this was last
   * called; waits until those published before are among them.
   */
  protected abstract List<Event> arrived();

  @BeforeEach
  void openBus() {
    bus = open(new TestClock());
  }

  private static List<Event> events(String prefix, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Samples.event(i % 2 == 0 ? ACME : ACME2, prefix + i));
    }
    return events;
  }

  @Test
  void whatIsPublishedArrivesAsItWas() {
    assertThat(arrived()).isEmpty();
    Event plain = Samples.event(ACME, "e1");
    // JSON on a bus keeps its values; whether 1.50 comes as 1.5, nobody promises.
    Event odd =
        new Event(
            "e2",
            ACME,
            "billing.example.com",
            "Ünusual type",
            "[null,1.5,\"\\u0000\",{\"b\":1,\"a\":2}]",
            8,
            "",
            TestClock.START.plusMillis(7),
            Optional.empty());
    assertThat(bus.publish(List.of(plain, odd))).isEmpty();
    assertThat(arrived()).containsExactlyInAnyOrder(plain, odd);
  }

  @Test
  void nothingIsPublishedByNoEvents() {
    assertThat(bus.publish(List.of())).isEmpty();
    assertThat(arrived()).isEmpty();
  }

  /** More, and more bytes, than one call to EventBridge takes. */
  @Test
  void takesAllEventsOfARunAtOnce() {
    List<Event> many = events("m", 100);
    assertThat(bus.publish(many)).isEmpty();
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(many);
    List<Event> large = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      large.add(large("l" + i));
    }
    assertThat(bus.publish(large)).isEmpty();
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(large);
  }

  private static Event large(String id) {
    Event small = Samples.event(ACME, id);
    String data = "\"" + "x".repeat(60 * 1024) + "\"";
    return new Event(
        id,
        ACME,
        small.source(),
        small.type(),
        data,
        small.hop(),
        small.root(),
        small.time(),
        small.userId());
  }

  @Test
  void publishedByManyAtOnceNothingIsLost() {
    List<List<Event>> published =
        Race.of(
            4,
            racer ->
                () -> {
                  List<Event> mine = events("r" + racer + "-", 20);
                  mine.forEach(event -> assertThat(bus.publish(List.of(event))).isEmpty());
                  return mine;
                });
    assertThat(arrived()).containsAll(published.stream().flatMap(List::stream).toList());
  }
}
