package dev.alcove.aws;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.QueuedRunFormat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The queue of runs: a standard queue whose messages carry their tenant as group, so that SQS keeps
 * one tenant's backlog from holding up another's (it does its best; it promises no turns).
 *
 * <p>SQS delays a message by 15 minutes at most. One that is to wait longer says until when;
 * whoever receives it earlier hides it again, by 12 hours at most each time. These receipts count
 * as deliveries.
 */
final class SqsRunQueue implements RunQueue {
  /** The message attribute that says when a message is due, milliseconds since the epoch. */
  static final String DUE = "due";

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** A message is hidden for 12 hours at most from when it was received, so a little less. */
  private static final Duration LONGEST_HIDING = Duration.ofHours(12).minusMinutes(5);

  private static final int MOST_EARLY = 10;
  private static final int MOST_IN_BATCH = 10;

  /** Of a batch's bodies; the rest up to 256 KB is for their attributes. */
  private static final int MOST_BYTES = 250 * 1024;

  private static final int MOST_TRIES = 20;
  private static final String NUMBER = "Number";
  private static final List<String> GONE =
      List.of(
          "ReceiptHandleIsInvalid",
          "InvalidParameterValue",
          "InvalidParameterValueException",
          "AWS.SimpleQueueService.MessageNotInflight",
          "MessageNotInflight");

  private final SqsClient sqs;
  private final String queue;
  private final Clock clock;
  private final Pauses pauses;

  SqsRunQueue(SqsClient sqs, URI queue, Clock clock, Pauses pauses) {
    this.sqs = requireNonNull(sqs, "sqs is null");
    this.queue = requireNonNull(queue, "queue is null").toString();
    this.clock = requireNonNull(clock, "clock is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  /**
   * {@inheritDoc}
   *
   * @throws SqsException if SQS refuses a message itself, such as one over 256 KB
   */
  @Override
  public void sendAll(List<QueuedRun> runs, Duration delay) {
    List<SendMessageBatchRequestEntry> some = new ArrayList<>();
    int bytes = 0;
    for (QueuedRun run : runs) {
      Bytes body = QueuedRunFormat.write(run);
      if (some.size() == MOST_IN_BATCH || bytes + body.size() > MOST_BYTES) {
        send(some);
        some.clear();
        bytes = 0;
      }
      some.add(entry(run, body, delay, Integer.toString(some.size())));
      bytes += body.size();
    }
    send(some);
  }

  private SendMessageBatchRequestEntry entry(QueuedRun run, Bytes body, Duration delay, String id) {
    boolean beyond = delay.compareTo(LONGEST_DELAY) > 0;
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    if (beyond) {
      Instant due = clock.now().plus(delay);
      attributes.put(
          DUE,
          MessageAttributeValue.builder()
              .dataType(NUMBER)
              .stringValue(Long.toString(due.toEpochMilli()))
              .build());
    }
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageGroupId(run.script().tenant().value())
        .messageBody(body.text())
        .messageAttributes(attributes)
        .delaySeconds(seconds(beyond ? LONGEST_DELAY : delay))
        .build();
  }

  /** Until SQS has taken all: some of a batch may be refused for the moment, and others taken. */
  private void send(List<SendMessageBatchRequestEntry> all) {
    List<SendMessageBatchRequestEntry> left = List.copyOf(all);
    for (int tries = 0; !left.isEmpty(); tries++) {
      List<SendMessageBatchRequestEntry> now = left;
      List<BatchResultErrorEntry> failed =
          sqs.sendMessageBatch(send -> send.queueUrl(queue).entries(now)).failed();
      for (BatchResultErrorEntry one : failed) {
        if (Boolean.TRUE.equals(one.senderFault()) || tries == MOST_TRIES) {
          throw SqsException.builder()
              .message("A run could not be queued: " + one.code() + ", " + one.message())
              .build();
        }
      }
      Set<String> ids = failed.stream().map(BatchResultErrorEntry::id).collect(toSet());
      left = now.stream().filter(entry -> ids.contains(entry.id())).toList();
      if (!left.isEmpty()) {
        pauses.pause(tries);
      }
    }
  }

  /** Whole seconds, as SQS counts them: rather a little late than too early. */
  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.plusNanos(999_999_999).toSeconds());
  }

  @Override
  public Optional<Delivery> receive(Duration visibility) {
    for (int early = 0; early < MOST_EARLY; early++) {
      List<Message> messages =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queue)
                          .maxNumberOfMessages(1)
                          .visibilityTimeout(seconds(visibility))
                          .messageAttributeNames(DUE)
                          .messageSystemAttributeNames(
                              MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
              .messages();
      if (messages.isEmpty()) {
        return Optional.empty();
      }
      Message message = messages.getFirst();
      Optional<Delivery> delivery =
          delivery(
              message.body(),
              message.receiptHandle(),
              Integer.parseInt(
                  message
                      .attributes()
                      .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
              Optional.ofNullable(message.messageAttributes().get(DUE))
                  .map(due -> Long.parseLong(due.stringValue())));
      if (delivery.isPresent()) {
        return delivery;
      }
    }
    return Optional.empty();
  }

  /**
   * What a message that was received says: the way for messages that Lambda receives as well.
   *
   * @param due its attribute {@link #DUE}
   * @return empty if it is not due yet; then it is hidden again and must not be acknowledged
   * @throws dev.alcove.wire.FormatException if it is no queued run
   */
  Optional<Delivery> delivery(String body, String handle, int receives, Optional<Long> due) {
    Duration left =
        due.map(at -> Duration.between(clock.now(), Instant.ofEpochMilli(at)))
            .orElse(Duration.ZERO);
    if (left.isPositive()) {
      postpone(handle, left);
      return Optional.empty();
    }
    return Optional.of(new Delivery(handle, QueuedRunFormat.read(Bytes.utf8(body)), receives));
  }

  @Override
  public void acknowledge(String handle) {
    ignoringGone(() -> sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(handle)));
  }

  /** {@inheritDoc} At most 11 hours and 55 minutes; after a longer delay it comes too early. */
  @Override
  public void postpone(String handle, Duration delay) {
    Duration hidden = delay.compareTo(LONGEST_HIDING) > 0 ? LONGEST_HIDING : delay;
    ignoringGone(
        () ->
            sqs.changeMessageVisibility(
                change ->
                    change
                        .queueUrl(queue)
                        .receiptHandle(handle)
                        .visibilityTimeout(seconds(hidden))));
  }

  /** A message that was acknowledged, or has been delivered again, is not ours to change. */
  private static void ignoringGone(Runnable change) {
    try {
      change.run();
    } catch (SqsException e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      if (!GONE.contains(code)) {
        throw e;
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>SQS does not count by group. This is how many messages of all tenants there are, about a
   * minute ago: never less than the tenant's own by much, and 0 only when nobody has any.
   */
  @Override
  public int depth(TenantId tenant) {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(queue)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return counts.values().stream().mapToInt(Integer::parseInt).sum();
  }

  /** SQS cannot be searched: what is on its way is dropped when it is received. */
  @Override
  public void erase(TenantId tenant) {}
}
