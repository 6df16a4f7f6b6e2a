package dev.alcove.aws;

import static dev.alcove.aws.FaultyHttp.REQUEST_LOST;
import static dev.alcove.aws.FaultyHttp.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Event;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/** What the adapter does when EventBridge does not take all that it is given. */
class EventBridgeBusTest {
  private static final String PUT = "PutEvents";
  private static final TenantId ACME = new TenantId("acme");

  private final StubbedAws stubbed = new StubbedAws();

  @AfterEach
  void close() {
    stubbed.close();
  }

  private static List<Event> events(int count, int bytes) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new Event(
              "e" + i,
              ACME,
              "alcove.acme",
              "t",
              "\"" + "x".repeat(bytes) + "\"",
              0,
              "r",
              TestClock.START,
              Optional.empty()));
    }
    return events;
  }

  private static FaultyHttp.Fault taken(boolean... entries) {
    List<String> results = new ArrayList<>();
    for (boolean one : entries) {
      results.add(one ? "{\"EventId\":\"1\"}" : "{\"ErrorCode\":\"ThrottlingException\"}");
    }
    return answer(200, "{\"Entries\":[" + String.join(",", results) + "]}");
  }

  @Test
  void whatWasNotTakenIsReturned() {
    List<Event> events = events(3, 1);
    stubbed.http.next(PUT, taken(true, false, true));
    assertThat(stubbed.aws.ports().bus().publish(events)).containsExactly(events.get(1));
    stubbed.http.next(PUT, taken(false, true, false));
    assertThat(stubbed.aws.ports().bus().publish(events))
        .containsExactly(events.get(0), events.get(2));
  }

  @Test
  void aRequestHasTenEventsAtMost() {
    stubbed
        .http
        .next(PUT, taken(true, true, true, true, true, true, true, true, true, true))
        .next(PUT, taken(true, false));
    List<Event> events = events(12, 1);
    assertThat(stubbed.aws.ports().bus().publish(events)).containsExactly(events.get(11));
    assertThat(stubbed.http.sent(PUT)).hasSize(2);
  }

  @Test
  void aRequestStaysBelowItsSize() {
    stubbed.http.next(PUT, taken(true, true, true)).next(PUT, taken(true, true));
    assertThat(stubbed.aws.ports().bus().publish(events(5, 64 * 1024))).isEmpty();
    assertThat(stubbed.http.sent(PUT))
        .hasSize(2)
        .allMatch(sent -> sent.body().length() < EventBridgeBus.MOST_BYTES + 2_000);
  }

  @Test
  void withoutAnAnswerTheEventsAreReturnedAndTheOthersGoOn() {
    stubbed.http.next(PUT, AwsClients.ATTEMPTS, REQUEST_LOST).next(PUT, taken(true, true));
    List<Event> events = events(12, 1);
    assertThat(stubbed.aws.ports().bus().publish(events)).isEqualTo(events.subList(0, 10));
  }

  @Test
  void throttledEventsAreReturned() {
    stubbed.http.next(
        PUT, AwsClients.ATTEMPTS, answer(400, "{\"__type\":\"ThrottlingException\"}"));
    List<Event> events = events(2, 1);
    assertThat(stubbed.aws.ports().bus().publish(events)).isEqualTo(events);
  }

  /** Trying again would not help, and nobody would ever hear of it. */
  @Test
  void aMissingRightIsThrown() {
    stubbed.http.next(PUT, answer(400, "{\"__type\":\"AccessDeniedException\"}"));
    assertThatThrownBy(() -> stubbed.aws.ports().bus().publish(events(1, 1)))
        .isInstanceOf(EventBridgeException.class);
  }
}
