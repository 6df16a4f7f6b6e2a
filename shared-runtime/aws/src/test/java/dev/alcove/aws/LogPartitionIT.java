package dev.alcove.aws;

import static dev.alcove.aws.FaultyHttp.dynamoError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult.Committed;
import dev.alcove.domain.KvLog.Entry;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.TenantId;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.LogEntryFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What readers of the log see while DynamoDB shows a commit item by item, which DynamoDB Local
 * never does: the items are put into the states in between by hand.
 */
class LogPartitionIT {
  private static final TenantId ACME = new TenantId("acme");
  private static final String CONFLICT =
      ",\"CancellationReasons\":[{\"Code\":\"TransactionConflict\"}]";
  private static final FaultyHttp.Fault UNDER_WAY =
      dynamoError("TransactionCanceledException", CONFLICT);

  private final TestClock clock = new TestClock();
  private final FaultyHttp http = new FaultyHttp(AwsClients.smallHttp());
  private final EmulatedAws aws = new EmulatedAws(clock, http);
  private final KvLog log = aws.ports().kv();

  @BeforeEach
  void open() {
    aws.withTables();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private DynamoTable data() {
    return new DynamoTable(
        aws.clients().dynamo(), aws.settings().dataTable(), new Pauses(new Random(1)));
  }

  private void commit(long expected) {
    log.open(ACME);
    LogWrite write =
        new LogWrite(
            expected, Map.of("m", Map.of(Bytes.utf8("k" + expected), Optional.of(Bytes.EMPTY))));
    Commit commit =
        new Commit(
            "x" + expected, Optional.of(write), List.of(), Optional.empty(), Optional.empty());
    assertThat(log.commit(ACME, commit)).isEqualTo(new Committed(OptionalLong.of(expected + 1)));
  }

  private static Row entry(long seq, long timeMillis) {
    return LogPartition.entry(ACME, seq)
        .row()
        .with(LogPartition.ENTRY, LogEntryFormat.write(new Entry(seq, "late", List.of())))
        .with(LogPartition.TIME, timeMillis)
        .with(Row.EXPIRES, timeMillis / 1_000 + KvLog.ENTRY_TTL_SECONDS);
  }

  /** A commit that shows at its head and not yet at its entry, until the reader has asked twice. */
  private void showHeadBeforeEntry(long seq) {
    long now = clock.now().toEpochMilli();
    data()
        .put(
            LogPartition.head(ACME).row().with(LogPartition.SEQ, seq).with(LogPartition.TIME, now));
    FaultyHttp.Fault pass = (sent, onward) -> onward.call();
    http.next("Query", pass)
        .next(
            "Query",
            (sent, onward) -> {
              var answer = onward.call();
              data().put(entry(seq, now));
              return answer;
            });
  }

  @Test
  void openWaitsForAnEntryThatDoesNotShowYet() {
    commit(0);
    showHeadBeforeEntry(2);
    Tail tail = log.open(ACME);
    assertThat(tail.seq()).isEqualTo(2);
    assertThat(tail.entries()).extracting(Entry::attempt).containsExactly("x0", "late");
  }

  @Test
  void afterWaitsForAnEntryThatDoesNotShowYet() {
    commit(0);
    showHeadBeforeEntry(2);
    Tail tail = log.after(ACME, 1);
    assertThat(tail.seq()).isEqualTo(2);
    assertThat(tail.oldest()).isEqualTo(2);
    assertThat(tail.entries()).extracting(Entry::attempt).containsExactly("late");
  }

  /**
   * The other order: the entry shows and its head does not. It is not committed for this reader.
   */
  @Test
  void openLeavesOutAnEntryAheadOfTheHead() {
    commit(0);
    data().put(entry(2, clock.now().toEpochMilli()));
    Tail tail = log.open(ACME);
    assertThat(tail.seq()).isEqualTo(1);
    assertThat(tail.entries()).extracting(Entry::seq).containsExactly(1L);
  }

  @Test
  void afterDoesNotAnswerWhileACommitIsUnderWay() {
    commit(0);
    http.next("TransactGetItems", 3, UNDER_WAY);
    assertThat(log.after(ACME, 1)).isEqualTo(new Tail(1, 2, List.of()));
    assertThat(http.sent("TransactGetItems")).hasSize(4);
    http.next("TransactGetItems", 200, UNDER_WAY);
    assertThatThrownBy(() -> log.after(ACME, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("acme");
  }

  /** Under steady commits a transaction is always under way; that the head moves on is enough. */
  @Test
  void afterAnswersWhenTheHeadHasMovedOn() {
    commit(0);
    try (AwsPorts other = aws.open(clock, AwsClients.smallHttp())) {
      http.next("TransactGetItems", UNDER_WAY)
          .next(
              "TransactGetItems",
              (sent, onward) -> {
                LogWrite write = new LogWrite(1, Map.of());
                other
                    .ports()
                    .kv()
                    .commit(
                        ACME,
                        new Commit(
                            "other",
                            Optional.of(write),
                            List.of(),
                            Optional.empty(),
                            Optional.empty()));
                return UNDER_WAY.happen(sent, onward);
              })
          .next("TransactGetItems", 200, UNDER_WAY);
      Tail tail = log.after(ACME, 1);
      assertThat(tail.seq()).isEqualTo(2);
      assertThat(tail.entries()).extracting(Entry::attempt).containsExactly("other");
      assertThat(http.sent("TransactGetItems")).hasSize(2);
    }
  }

  /** A quiet tenant's older entry is gone for good: nobody must wait for it. */
  @Test
  void anEntryThatTheTtlRemovedIsNotWaitedFor() {
    commit(0);
    clock.advance(Duration.ofHours(2));
    commit(1);
    data().delete(LogPartition.entry(ACME, 1));
    int before = http.sent("Query").size();
    Tail tail = log.open(ACME);
    assertThat(tail.entries()).extracting(Entry::seq).containsExactly(2L);
    assertThat(http.sent("Query")).hasSize(before + 1);
    assertThat(log.after(ACME, 0).oldest()).isEqualTo(2);
  }

  @Test
  void anEntryPastItsTimeIsAbsentBeforeTheTtlRemovesIt() {
    commit(0);
    clock.advance(Duration.ofSeconds(KvLog.ENTRY_TTL_SECONDS));
    assertThat(log.after(ACME, 0)).isEqualTo(new Tail(1, 2, List.of()));
    commit(1);
    assertThat(log.after(ACME, 0).oldest()).isEqualTo(2);
  }

  /** One request to begin a run, one to check one that only read. */
  @Test
  void readersAskOnce() {
    for (int seq = 0; seq < 3; seq++) {
      commit(seq);
    }
    int queries = http.sent("Query").size();
    int reads = http.sent("TransactGetItems").size();
    log.open(ACME);
    assertThat(http.sent("Query")).hasSize(queries + 1);
    log.after(ACME, 3);
    assertThat(http.sent("TransactGetItems")).hasSize(reads + 1);
    assertThat(http.sent("Query")).hasSize(queries + 1);
  }
}
