package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages as the poller of a queue hands them to a function, and its answer: which of them failed
 * and come again. Source of the shapes: "Using Lambda with Amazon SQS" of the Lambda developer
 * guide, with {@code ReportBatchItemFailures}.
 */
public record SqsEvent(List<Message> messages) {
  private static final String SOURCE = "aws:sqs";

  /**
   * One message.
   *
   * @param id names it in the answer
   * @param handle names this delivery to the queue
   * @param receives how often it was delivered, this time included
   * @param due its attribute that says from when on it counts, milliseconds since the epoch
   */
  public record Message(String id, String handle, int receives, Optional<Long> due, String body) {
    public Message {
      requireNonNull(id, "id is null");
      requireNonNull(handle, "handle is null");
      requireNonNull(due, "due is null");
      requireNonNull(body, "body is null");
    }
  }

  public SqsEvent {
    messages = List.copyOf(messages);
  }

  /** Reads an event. */
  public static Decoded<SqsEvent> decode(Bytes event) {
    return EventReader.read(event, SqsEvent::of);
  }

  static SqsEvent of(EventReader event) {
    List<Message> messages = new ArrayList<>();
    event.at("Records").each(record -> messages.add(message(record)));
    return new SqsEvent(messages);
  }

  private static Message message(EventReader record) {
    if (!record.text("eventSource").equals(SOURCE)) {
      throw record.at("eventSource").wrong("`" + SOURCE + "`");
    }
    String receives = record.at("attributes").optionalText("ApproximateReceiveCount").orElse("1");
    Optional<String> due = record.at("messageAttributes").at("due").optionalText("stringValue");
    return new Message(
        record.text("messageId"),
        record.text("receiptHandle"),
        receives.matches("\\d{1,9}") ? Integer.parseInt(receives) : 1,
        due.filter(millis -> millis.matches("\\d{1,15}")).map(Long::valueOf),
        record.text("body"));
  }

  /** Writes the answer: those messages stay in the queue, all others are removed. */
  public static Bytes answer(List<String> failed) {
    ObjectNode answer = Json.object();
    ArrayNode failures = answer.putArray("batchItemFailures");
    failed.forEach(id -> failures.addObject().put("itemIdentifier", id));
    return Json.bytes(answer);
  }
}
