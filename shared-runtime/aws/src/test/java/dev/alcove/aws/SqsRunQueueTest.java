package dev.alcove.aws;

import static dev.alcove.aws.FaultyHttp.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.AppName;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.QueuedRunFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What the adapter asks of SQS, where no emulator can be waited for. */
class SqsRunQueueTest {
  private static final QueuedRun RUN =
      new QueuedRun(
          new ScriptRef(new TenantId("acme"), AppName.MAIN, new ScriptName("s")),
          "e1",
          new ExecutionId("x1"),
          TriggeredBy.EVENT,
          TestClock.START,
          0,
          "r",
          Optional.empty(),
          "{}");

  private final StubbedAws stubbed = new StubbedAws();
  private final RunQueue queue = stubbed.aws.ports().queue();

  @AfterEach
  void close() {
    stubbed.close();
  }

  private String sent(String operation) {
    return stubbed.http.sent(operation).getLast().body();
  }

  private static final String BODY = QueuedRunFormat.write(RUN).text();

  /** The client checks that SQS has got what it sent. */
  private static FaultyHttp.Fault sent(Optional<Instant> due) {
    String body = "\"MD5OfMessageBody\":\"" + md5(BODY.getBytes(UTF_8)) + "\"";
    String attributes =
        due.map(at -> ",\"MD5OfMessageAttributes\":\"" + md5OfDue(at) + "\"").orElse("");
    return answer(
        200, "{\"Successful\":[{\"Id\":\"0\",\"MessageId\":\"m\"," + body + attributes + "}]}");
  }

  /** As SQS documents it: name, type, 1 for a text, value; each behind its length. */
  private static String md5OfDue(Instant due) {
    ByteBuffer bytes = ByteBuffer.allocate(64);
    for (String text : List.of("due", "Number")) {
      bytes.putInt(text.length()).put(text.getBytes(UTF_8));
    }
    String value = Long.toString(due.toEpochMilli());
    bytes.put((byte) 1).putInt(value.length()).put(value.getBytes(UTF_8));
    return md5(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static FaultyHttp.Fault message(Instant due) {
    String body = BODY.replace("\"", "\\\"");
    return answer(
        200,
        "{\"Messages\":[{\"MD5OfBody\":\""
            + md5(BODY.getBytes(UTF_8))
            + "\",\"MD5OfMessageAttributes\":\""
            + md5OfDue(due)
            + "\",\"Body\":\""
            + body
            + "\",\"ReceiptHandle\":\"h\",\"MessageId\":\"m\","
            + "\"Attributes\":{\"ApproximateReceiveCount\":\"3\"},"
            + "\"MessageAttributes\":{\"due\":{\"DataType\":\"Number\",\"StringValue\":\""
            + due.toEpochMilli()
            + "\"}}}]}");
  }

  @Test
  void aTenantIsAGroup() {
    stubbed.http.next("SendMessageBatch", sent(Optional.empty()));
    queue.send(RUN, Duration.ofMillis(1_500));
    assertThat(sent("SendMessageBatch"))
        .contains("\"MessageGroupId\":\"acme\"", "\"DelaySeconds\":2")
        .doesNotContain("\"due\"");
  }

  @Test
  void aLongDelayIsKeptInTheMessage() {
    stubbed.http.next(
        "SendMessageBatch", sent(Optional.of(TestClock.START.plus(Duration.ofDays(2)))));
    queue.send(RUN, Duration.ofDays(2));
    assertThat(sent("SendMessageBatch"))
        .contains(
            "\"DelaySeconds\":900",
            "\"StringValue\":\"" + TestClock.START.plus(Duration.ofDays(2)).toEpochMilli() + "\"");
  }

  @Test
  void aMessageBeforeItsTimeIsHiddenAgain() {
    stubbed
        .http
        .next("ReceiveMessage", message(TestClock.START.plusSeconds(100)))
        .next("ChangeMessageVisibility", answer(200, "{}"))
        .next("ReceiveMessage", message(TestClock.START.plus(Duration.ofDays(2))))
        .next("ChangeMessageVisibility", answer(200, "{}"))
        .next("ReceiveMessage", answer(200, "{}"));
    assertThat(queue.receive(Duration.ofSeconds(30))).isEmpty();
    assertThat(stubbed.http.sent("ChangeMessageVisibility"))
        .extracting(FaultyHttp.Sent::body)
        .satisfiesExactly(
            first -> assertThat(first).contains("\"VisibilityTimeout\":100"),
            second -> assertThat(second).contains("\"VisibilityTimeout\":42900"));
  }

  @Test
  void fromItsTimeOnAMessageIsDelivered() {
    stubbed.http.next("ReceiveMessage", message(TestClock.START));
    assertThat(queue.receive(Duration.ofSeconds(30))).contains(new RunQueue.Delivery("h", RUN, 3));
  }

  @Test
  void whatLambdaReceivedIsReadTheSameWay() {
    assertThat(stubbed.aws.received(BODY, "h", 1, Optional.empty()))
        .contains(new RunQueue.Delivery("h", RUN, 1));
    stubbed.http.next("ChangeMessageVisibility", answer(200, "{}"));
    long later = stubbed.clock.now().plusSeconds(5).toEpochMilli();
    assertThat(stubbed.aws.received(BODY, "h", 1, Optional.of(later))).isEmpty();
    assertThat(sent("ChangeMessageVisibility")).contains("\"VisibilityTimeout\":5");
  }

  private static FaultyHttp.Fault failed(boolean sendersFault) {
    return answer(
        200, "{\"Failed\":[{\"Id\":\"0\",\"Code\":\"c\",\"SenderFault\":" + sendersFault + "}]}");
  }

  @Test
  void whatSqsDidNotTakeOfABatchIsSentAgain() {
    stubbed
        .http
        .next("SendMessageBatch", failed(false))
        .next("SendMessageBatch", failed(false))
        .next("SendMessageBatch", sent(Optional.empty()));
    queue.send(RUN, Duration.ZERO);
    assertThat(stubbed.http.sent("SendMessageBatch")).hasSize(3);
  }

  @Test
  void whatSqsWillNeverTakeIsThrown() {
    stubbed.http.next("SendMessageBatch", failed(true));
    assertThatThrownBy(() -> queue.send(RUN, Duration.ZERO)).isInstanceOf(SqsException.class);
    assertThat(stubbed.http.sent("SendMessageBatch")).hasSize(1);
  }

  @Test
  void aBatchHasTenMessages() {
    stubbed
        .http
        .next("SendMessageBatch", answer(200, "{}"))
        .next("SendMessageBatch", answer(200, "{}"));
    queue.sendAll(Collections.nCopies(11, RUN), Duration.ZERO);
    assertThat(stubbed.http.sent("SendMessageBatch")).hasSize(2);
    queue.sendAll(List.of(), Duration.ZERO);
    assertThat(stubbed.http.sent("SendMessageBatch")).hasSize(2);
  }
}
