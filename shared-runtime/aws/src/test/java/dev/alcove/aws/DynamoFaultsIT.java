package dev.alcove.aws;

import static dev.alcove.aws.FaultyHttp.ANSWER_LOST;
import static dev.alcove.aws.FaultyHttp.REQUEST_LOST;
import static dev.alcove.aws.FaultyHttp.dynamoError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.CommitResult.Committed;
import dev.alcove.domain.KvLog.CommitResult.Contended;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Registry;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.Usage;
import dev.alcove.testkit.TestClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Lost answers, throttling and conflicts: nothing is lost and nothing happens twice. */
class DynamoFaultsIT {
  private static final TenantId ACME = new TenantId("acme");
  private static final String COMMIT = "TransactWriteItems";
  private static final OptionalLong NEVER = OptionalLong.empty();
  private static final FaultyHttp.Fault THROTTLED =
      dynamoError("ProvisionedThroughputExceededException", "");

  private final FaultyHttp http = new FaultyHttp(AwsClients.smallHttp());
  private final EmulatedAws aws = new EmulatedAws(new TestClock(), http);
  private final KvLog log = aws.ports().kv();
  private final StorageStore storage = aws.ports().storage();

  @BeforeEach
  void open() {
    aws.withTables();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static Commit put(long expected, String attempt, int keys) {
    Map<Bytes, Optional<Bytes>> writes = new HashMap<>();
    for (int i = 0; i < keys; i++) {
      writes.put(Bytes.utf8("k" + i), Optional.of(Bytes.utf8(attempt)));
    }
    LogWrite write = new LogWrite(expected, Map.of("m", writes));
    return new Commit(attempt, Optional.of(write), List.of(), Optional.empty(), Optional.empty());
  }

  private static Commit point(PointChange.Expectation expected, String writeId) {
    PointAddress address = new PointAddress.InMap("p", Bytes.utf8("k"));
    PointItem item = new PointItem(Bytes.utf8(writeId), writeId, NEVER);
    return new Commit(
        "x/1",
        Optional.empty(),
        List.of(new PointChange(address, expected, new PointChange.Action.Put(item))),
        Optional.empty(),
        Optional.empty());
  }

  /** By the rule of commits: who is told that the head has moved looks for its attempt. */
  private boolean committed(CommitResult result, long expected, String attempt) {
    return switch (result) {
      case Committed _ -> true;
      case CommitResult.HeadMoved _ ->
          log.after(ACME, expected).entries().stream()
              .anyMatch(entry -> entry.attempt().equals(attempt));
      case CommitResult.AlreadyDone _, CommitResult.PointMoved _, Contended _ -> false;
    };
  }

  private void assertOneCommit(String attempt) {
    assertThat(log.after(ACME, 0).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.attempt()).isEqualTo(attempt));
    assertThat(log.get(ACME, "m", Bytes.utf8("k0")).orElseThrow().value())
        .isEqualTo(Bytes.utf8(attempt));
  }

  @Test
  void aCommitWhoseAnswerWasLostIsFound() {
    http.next(COMMIT, ANSWER_LOST);
    assertThat(committed(log.commit(ACME, put(0, "x/1", 3)), 0, "x/1")).isTrue();
    assertOneCommit("x/1");
  }

  @Test
  void aRepeatedCommitHasTheSameToken() {
    http.next(COMMIT, REQUEST_LOST).next(COMMIT, ANSWER_LOST);
    log.commit(ACME, put(0, "x/1", 1));
    assertThat(http.sent(COMMIT))
        .hasSizeGreaterThan(1)
        .extracting(sent -> sent.body().replaceAll(".*\"ClientRequestToken\":\"([^\"]+)\".*", "$1"))
        .containsOnly(tokenOf(http.sent(COMMIT).getFirst()));
    assertOneCommit("x/1");
  }

  private static String tokenOf(FaultyHttp.Sent sent) {
    return sent.body().replaceAll(".*\"ClientRequestToken\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void aCommitThatNeverGetsAnAnswerIsLookedForInTheLog() {
    http.next(COMMIT, AwsClients.ATTEMPTS, ANSWER_LOST);
    assertThat(log.commit(ACME, put(0, "x/1", 1))).isEqualTo(new Committed(OptionalLong.of(1)));
    assertOneCommit("x/1");
  }

  @Test
  void aCommitThatNeverArrivedIsNotThere() {
    http.next(COMMIT, AwsClients.ATTEMPTS, REQUEST_LOST);
    assertThatThrownBy(() -> log.commit(ACME, put(0, "x/1", 1)))
        .isInstanceOf(SdkClientException.class);
    assertThat(log.open(ACME).seq()).isZero();
    assertThat(log.commit(ACME, put(0, "x/2", 1))).isEqualTo(new Committed(OptionalLong.of(1)));
    assertOneCommit("x/2");
  }

  @Test
  void aCommitThatNeverArrivedAndCannotAnyMoreHasLost() {
    try (AwsPorts other = aws.open(new TestClock(), AwsClients.smallHttp())) {
      http.next(COMMIT, AwsClients.ATTEMPTS - 1, REQUEST_LOST)
          .next(
              COMMIT,
              (sent, onward) -> {
                other.ports().kv().commit(ACME, put(0, "other/1", 1));
                return REQUEST_LOST.happen(sent, onward);
              });
      assertThat(log.commit(ACME, put(0, "x/1", 1))).isEqualTo(new CommitResult.HeadMoved());
    }
    assertOneCommit("other/1");
  }

  @Test
  void aConflictIsToBeTriedAgain() {
    String reasons =
        ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"},{\"Code\":\"None\"}]";
    http.next(COMMIT, dynamoError("TransactionCanceledException", reasons));
    assertThat(log.commit(ACME, put(0, "x/1", 1))).isEqualTo(new Contended());
    http.next(
        COMMIT,
        dynamoError(
            "TransactionCanceledException",
            reasons.replace("TransactionConflict", "ThrottlingError")));
    assertThat(log.commit(ACME, put(0, "x/1", 1))).isEqualTo(new Contended());
    assertThat(log.commit(ACME, put(0, "x/1", 1))).isInstanceOf(Committed.class);
  }

  @Test
  void aThrottledTableIsAskedAgain() {
    for (String operation :
        List.of(COMMIT, "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")) {
      http.next(operation, 2, THROTTLED);
    }
    assertThat(log.commit(ACME, put(0, "x/1", 1))).isInstanceOf(Committed.class);
    assertThat(log.get(ACME, "m", Bytes.utf8("k0"))).isPresent();
    assertThat(log.scan(ACME, "m", Optional.empty(), 10)).hasSize(1);
    storage.set(ACME, "s", "1", NEVER);
    assertThat(storage.delete(ACME, "s")).isTrue();
  }

  @Test
  void whatABatchLeavesUndoneIsDone() {
    FaultyHttp.Fault nothingWritten =
        (sent, onward) ->
            FaultyHttp.response(200, sent.body().replace("RequestItems", "UnprocessedItems"));
    http.next("BatchWriteItem", 3, nothingWritten);
    assertThat(log.commit(ACME, put(0, "x/1", 1))).isInstanceOf(Committed.class);
    assertThat(log.maps(ACME)).containsExactly("m");

    FaultyHttp.Fault nothingRead =
        (sent, onward) ->
            FaultyHttp.response(
                200,
                "{\"Responses\":{},"
                    + sent.body().replace("RequestItems", "UnprocessedKeys").substring(1));
    DynamoTable data =
        new DynamoTable(
            aws.clients().dynamo(),
            aws.settings().dataTable(),
            new Pauses(new java.util.Random(1)));
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      keys.add(Key.of("T#acme#X", Bytes.utf8("k" + i)));
    }
    data.put(keys.stream().map(Key::row).toList());
    http.next("BatchGetItem", 3, nothingRead);
    assertThat(data.get(keys)).hasSize(130);
    data.delete(keys);
    assertThat(data.get(keys)).isEmpty();
  }

  @Test
  void aPointWriteWhoseAnswerWasLostIsItsOwn() {
    http.next("PutItem", ANSWER_LOST);
    Committed done = new Committed(OptionalLong.empty());
    assertThat(log.commit(ACME, point(new PointChange.Expectation.Absent(), "w1"))).isEqualTo(done);
    http.next("PutItem", ANSWER_LOST);
    assertThat(log.commit(ACME, point(new PointChange.Expectation.Written("w1"), "w2")))
        .isEqualTo(done);
    assertThat(log.commit(ACME, point(new PointChange.Expectation.Written("w1"), "w3")))
        .isInstanceOf(CommitResult.PointMoved.class);
  }

  @Test
  void anIncrementWhoseAnswerWasLostCountsOnce() {
    storage.set(ACME, "n", "1", NEVER);
    http.next("PutItem", ANSWER_LOST);
    assertThat(storage.increment(ACME, "n", 1)).isEqualTo(2);
    assertThat(storage.get(ACME, "n").orElseThrow().json()).isEqualTo("2");
  }

  @Test
  void aComparedWriteWhoseAnswerWasLostIsItsOwn() {
    http.next("PutItem", ANSWER_LOST);
    assertThat(storage.compareAndSet(ACME, "k", Optional.empty(), Optional.of("1"), NEVER))
        .isTrue();
    assertThat(storage.compareAndSet(ACME, "k", Optional.empty(), Optional.of("1"), NEVER))
        .isFalse();
  }

  @Test
  void aFlipWhoseAnswerWasLostIsItsOwn() {
    Registry registry = aws.ports().registry();
    LiveItem first =
        new LiveItem(ACME, 1, "Acme", LiveItem.State.ACTIVE, "p", LiveItem.Tier.SHARED);
    http.next(COMMIT, ANSWER_LOST);
    assertThat(registry.flip(first, Optional.empty())).isTrue();
    LiveItem second = first.with("New", LiveItem.State.ACTIVE, "p", LiveItem.Tier.SHARED);
    http.next(COMMIT, ANSWER_LOST);
    assertThat(registry.flip(second, Optional.empty())).isTrue();
    assertThat(registry.flip(second, Optional.empty())).isFalse();
  }

  @Test
  void aRemovalWhoseAnswerWasLostIsItsOwn() {
    Registry registry = aws.ports().registry();
    LiveItem first =
        new LiveItem(ACME, 1, "Acme", LiveItem.State.ACTIVE, "p", LiveItem.Tier.SHARED);
    assertThat(registry.flip(first, Optional.empty())).isTrue();
    TenantRemoval removal = new TenantRemoval(ACME, 1, "op", TestClock.START);
    http.next(COMMIT, ANSWER_LOST);
    assertThat(registry.remove(first, removal)).isTrue();
    assertThat(registry.remove(first, removal)).isFalse();
    assertThat(registry.removal(ACME)).contains(removal);
  }

  @Test
  void usageWhoseAnswerWasLostIsToldByItsToken() {
    http.next(COMMIT, ANSWER_LOST);
    Usage usage = new Usage(new TreeMap<>(Map.of(Outcome.OK, 1L)), 1, 1, 1, 1, 1);
    LocalDate day = LocalDate.of(2026, 3, 2);
    aws.ports().usage().add(ACME, day, usage);
    assertThat(http.sent(COMMIT))
        .hasSize(2)
        .extracting(DynamoFaultsIT::tokenOf)
        .containsOnly(tokenOf(http.sent(COMMIT).getFirst()));
    // Whether the token holds is up to the service; DynamoDB Local keeps it as DynamoDB does.
    assertThat(aws.ports().usage().list(ACME, day, day)).containsEntry(day, usage);
  }

  @Test
  void moreThanOneTransactionTakesIsRefusedBeforeItIsSent() {
    assertThatThrownBy(() -> log.commit(ACME, put(0, "x/1", 101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100");
    assertThat(http.sent(COMMIT)).isEmpty();
  }
}
