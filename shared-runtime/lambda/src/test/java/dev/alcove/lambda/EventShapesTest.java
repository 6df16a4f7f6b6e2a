package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.dispatch.DirectRuns.Callee;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.wire.QueuedRunFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventShapesTest {
  @Test
  void aQueuedRunInAMessage() {
    List<SqsEvent.Message> messages =
        SampleEvents.good(SqsEvent.decode(SampleEvents.of("invoke/queued-run"))).messages();
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().receives()).isEqualTo(1);
    assertThat(QueuedRunFormat.read(Bytes.utf8(messages.getFirst().body())).id())
        .isEqualTo("evt-1");
  }

  @Test
  void severalMessagesAndWhichFailed() {
    SqsEvent event =
        SampleEvents.good(SqsEvent.decode(SampleEvents.of("trigger/two-bus-events-one-broken")));
    assertThat(event.messages()).extracting(SqsEvent.Message::id).containsExactly("broken", "good");
    assertThat(SqsEvent.answer(List.of("broken")).text())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"broken\"}]}");
    assertThat(SqsEvent.answer(List.of()).text()).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void aTick() {
    TriggerEvent event = SampleEvents.good(TriggerEvent.decode(SampleEvents.of("trigger/tick")));
    var tick = ((TriggerEvent.Due) event).tick();
    assertThat(tick.script().script()).isEqualTo(new ScriptName("daily-summary"));
    assertThat(tick.time()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"v\":2,\"tenant\":\"acme\",\"app\":\"a\",\"script\":\"s\",\"schedule\":\"x\",\"time\":\"2026-11-21T08:00:00Z\"}",
        "{\"v\":1,\"tenant\":\"A"
            + " C\",\"app\":\"a\",\"script\":\"s\",\"schedule\":\"x\",\"time\":\"2026-11-21T08:00:00Z\"}",
        "{\"v\":1,\"tenant\":\"acme\",\"app\":\"a\",\"script\":\"s\",\"schedule\":\"x\",\"time\":\"soon\"}"
      })
  void whatIsNoTickIsSaid(String json) {
    assertThat(SampleEvents.why(TriggerEvent.decode(Bytes.utf8(json)))).isNotEmpty();
  }

  @Test
  void theSweepersMinute() {
    assertThat(SampleEvents.good(TriggerEvent.decode(SampleEvents.of("trigger/sweep"))))
        .isEqualTo(new TriggerEvent.Sweep());
  }

  @Test
  void anItemOfTheOutbox() {
    TriggerEvent event =
        SampleEvents.good(TriggerEvent.decode(SampleEvents.of("trigger/outbox-item")));
    OutboxEvent outbox = ((TriggerEvent.Written) event).outbox();
    assertThat(outbox.items()).extracting(item -> item.id()).containsExactly("6f1c0f4e9d8a4b2c");
    assertThat(outbox.unreadable()).isEmpty();
  }

  /** A run of the strict tier writes its own items; whose they are its partition says. */
  @Test
  void anItemThatNamesAnotherTenantIsLeftAndTheOthersGoOn() {
    TriggerEvent event =
        SampleEvents.good(
            TriggerEvent.decode(SampleEvents.of("trigger/outbox-items-one-of-another-tenant")));
    OutboxEvent outbox = ((TriggerEvent.Written) event).outbox();
    assertThat(outbox.items())
        .extracting(item -> item.tenant())
        .containsExactly(new TenantId("acme"));
    assertThat(outbox.unreadable())
        .containsExactly("An outbox item names another tenant than its partition.");
  }

  @Test
  void aDelayThatIsLongerThanTheQueueHas() {
    String message =
        SampleEvents.of("invoke/queued-run")
            .text()
            .replace(
                "\"messageAttributes\": {}",
                "\"messageAttributes\": {\"due\": {\"stringValue\": \"1795251780000\","
                    + " \"dataType\": \"Number\"}}");
    SqsEvent event = SampleEvents.good(SqsEvent.decode(Bytes.utf8(message)));
    assertThat(event.messages().getFirst().due()).contains(1_795_251_780_000L);
  }

  @Test
  void aDirectCallOfAHook() {
    InvokeEvent event = SampleEvents.good(InvokeEvent.decode(SampleEvents.of("invoke/embedded")));
    assertThat(event.tenant()).isEqualTo(new TenantId("acme"));
    assertThat(event.callee()).isEqualTo(new Callee.ByHook("order.validate"));
    assertThat(event.input()).isEqualTo("{\"id\":7,\"items\":[{\"sku\":\"A-1\",\"quantity\":2}]}");
    assertThat(event.user()).isEmpty();
    assertThat(event.async()).isFalse();
  }

  @Test
  void aJobForSomebody() {
    InvokeEvent event = SampleEvents.good(InvokeEvent.decode(SampleEvents.of("invoke/one-off")));
    assertThat(event.callee()).isEqualTo(new Callee.ByName(new ScriptName("import-orders")));
    assertThat(event.user())
        .isEqualTo(
            Optional.of(new User("u-1", "ada@acme.example", "Ada", Set.of("ScriptExecute"))));
    assertThat(event.async()).isTrue();
  }

  @Test
  void aCallOfNothingIsSaid() {
    assertThat(
            SampleEvents.why(InvokeEvent.decode(SampleEvents.of("invoke/neither-script-nor-hook"))))
        .contains("`script` or a `hook`");
  }
}
