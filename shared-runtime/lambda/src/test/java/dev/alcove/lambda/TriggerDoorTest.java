package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.QueuedRun;
import dev.alcove.local.LocalBus;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls the function {@code trigger}, over the embedded adapters. */
class TriggerDoorTest {
  private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";

  @TempDir Path folder;
  private TestWorld world;
  private FunctionProcess process;
  private TriggerDoor door;

  @BeforeEach
  void open() {
    world = new TestWorld(folder).withShop();
    process = world.withoutGuests();
    door = new TriggerDoor(process.dispatch());
  }

  @AfterEach
  void close() {
    process.close();
    world.close();
  }

  private String send(String name) {
    return door.handle(SampleEvents.of("trigger/" + name)).text();
  }

  private List<QueuedRun> queued() {
    List<QueuedRun> runs = new ArrayList<>();
    for (var next = receive(); next.isPresent(); next = receive()) {
      runs.add(next.get());
    }
    return runs;
  }

  private Optional<QueuedRun> receive() {
    return world.local.queue().receive(TestWorld.VISIBILITY).map(delivery -> delivery.run());
  }

  /** It would be half of the function's start and memory, for nothing. */
  @Test
  void thereIsNoEngine() {
    process.prime();
    assertThat(process.guests()).isEmpty();
    assertThatThrownBy(process::engine).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEventBecomesOneRunForEachSubscriber() {
    assertThat(send("bus-event")).isEqualTo(NONE_FAILED);
    assertThat(queued())
        .extracting(run -> run.script().script().value())
        .containsExactly("update-analytics");
  }

  @Test
  void aDuplicateHasTheSameIds() {
    send("bus-event");
    send("bus-event");
    List<QueuedRun> runs = queued();
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0)).isEqualTo(runs.get(1));
  }

  @Test
  void aBrokenMessageFailsAloneAndComesAgain() {
    assertThat(send("two-bus-events-one-broken"))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"broken\"}]}");
    assertThat(queued()).hasSize(1);
  }

  /** The platform cannot read the live version: the message is not taken out of its queue. */
  @Test
  void anEventThatCannotBeHandedOnComesAgain() {
    world.local.code().erase(TestWorld.ACME);
    assertThat(send("bus-event")).contains("059f36b4-87a3-44ab-83d2-661975830a7d");
    assertThat(queued()).isEmpty();
  }

  @Test
  void aTickBecomesARun() {
    assertThat(send("tick")).isEqualTo("{\"queued\":true}");
    assertThat(queued()).extracting(QueuedRun::id).containsExactly("cron:2026-11-21T08:00:00Z");
  }

  @Test
  void aTickOfAScheduleThatIsGoneIsDropped() {
    assertThat(send("tick-of-another-schedule")).isEqualTo("{\"queued\":false}");
    assertThat(queued()).isEmpty();
  }

  @Test
  void anItemOfTheOutboxReachesTheBus() {
    world.local.clock().advance(Duration.ofDays(365));
    assertThat(send("outbox-item")).isEqualTo(NONE_FAILED);
    assertThat(world.local.bus().take(10))
        .extracting(LocalBus.Taken::event)
        .extracting(event -> event.type())
        .containsExactly("order.created");
  }

  /** What it writes into its own partition about others is never sent. */
  @Test
  void anItemThatNamesAnotherTenantIsNotSentAndHoldsUpNobody() {
    world.local.clock().advance(Duration.ofDays(365));
    assertThat(send("outbox-items-one-of-another-tenant")).isEqualTo(NONE_FAILED);
    assertThat(world.local.bus().take(10)).hasSize(1);
  }

  @Test
  void theSweeperSendsWhatWasLeft() {
    world.local.clock().advance(Duration.ofDays(365));
    TriggerEvent event =
        SampleEvents.good(TriggerEvent.decode(SampleEvents.of("trigger/outbox-item")));
    world.local.outbox().add(((TriggerEvent.Written) event).outbox().items().getFirst());
    assertThat(send("sweep")).isEqualTo("{\"published\":1}");
    assertThat(send("sweep")).isEqualTo("{\"published\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"sweep\": 1}", "{\"Records\": [{}]}", "nonsense"})
  void whatIsNothingOfThatEndsWithAnError(String event) {
    assertThatThrownBy(() -> door.handle(Bytes.utf8(event)))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void noRecordsAreNothingToDo() {
    assertThat(Json.parse(door.handle(Bytes.utf8("{\"Records\": []}"))).toString())
        .isEqualTo(NONE_FAILED);
  }
}
