package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Event;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A run of the strict tier does all that it must with the session of its tenant, and nothing to
 * another tenant: every request of the adapters is judged by the very policies.
 */
class SessionIT {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final StrictSettings STRICT =
      new StrictSettings("alcove-runner", "arn:aws:iam::123456789012:role/alcove-session");
  private static final Bytes KEY = Bytes.utf8("k");
  private static final String MAP = "public:m";

  private final TestClock clock = new TestClock();
  private final EmulatedAws aws = new EmulatedAws(clock).withTables().withBucket();
  private final AwsPorts session =
      aws.open(
          clock,
          new SessionHttp(
              AwsClients.smallHttp(),
              aws.settings(),
              RunnerRights.of(ACME, aws.settings(), STRICT)));
  private final Ports ports = session.ports();

  @BeforeEach
  void bothHaveSomething() {
    for (TenantId tenant : List.of(ACME, GLOBEX)) {
      aws.ports().storage().set(tenant, "key", "1", OptionalLong.empty());
      assertThat(aws.ports().kv().commit(tenant, commit(tenant, "before", 0)))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }

  @AfterEach
  void close() {
    session.close();
    aws.close();
  }

  private static ScriptRef script(TenantId tenant) {
    return new ScriptRef(tenant, AppName.MAIN, new ScriptName("s"));
  }

  private static Commit commit(TenantId tenant, String attempt, long expected) {
    Event event =
        new Event(
            attempt,
            tenant,
            "alcove." + tenant,
            "t",
            "{}",
            0,
            "r",
            TestClock.START,
            Optional.empty());
    return new Commit(
        attempt,
        Optional.of(new LogWrite(expected, Map.of(MAP, Map.of(KEY, Optional.of(Bytes.utf8("v")))))),
        List.of(),
        Optional.of(
            new OutboxItem(tenant, attempt, List.of(new OutboxItem.Due(event, TestClock.START)))),
        Optional.of(new InboxMark(script(tenant), attempt, TestClock.START.plusSeconds(60))));
  }

  @Test
  void aRunHasWhatItNeeds() {
    assertThat(ports.kv().open(ACME).seq()).isEqualTo(1);
    assertThat(ports.kv().get(ACME, MAP, KEY)).isPresent();
    assertThat(ports.kv().scan(ACME, MAP, Optional.empty(), 10)).hasSize(1);
    assertThat(ports.kv().point(ACME, new PointAddress.InMap("p", KEY))).isEmpty();
    assertThat(ports.kv().after(ACME, 0).entries()).hasSize(1);
    assertThat(ports.kv().commit(ACME, commit(ACME, "e-1", 1)))
        .isEqualTo(new CommitResult.Committed(OptionalLong.of(2)));
    assertThat(ports.inbox().contains(script(ACME), "e-1")).isTrue();
    ports.storage().set(ACME, "key", "2", OptionalLong.empty());
    assertThat(ports.storage().increment(ACME, "key", 3)).isEqualTo(5);
    assertThat(
            ports
                .storage()
                .compareAndSet(
                    ACME, "key", Optional.of("5"), Optional.of("6"), OptionalLong.empty()))
        .isTrue();
    assertThat(ports.storage().list(ACME, "", Optional.empty(), 10)).hasSize(1);
    assertThat(ports.storage().delete(ACME, "key")).isTrue();
    ports.outbox().add(commit(ACME, "e-2", 0).outbox().orElseThrow());
    assertThat(ports.code().get(ACME, new VersionHash("0".repeat(64)))).isEmpty();
  }

  @Test
  void nothingOfAnotherTenantCanBeReadOrWritten() {
    Stream.<ThrowingCallable>of(
            () -> ports.kv().open(GLOBEX),
            () -> ports.kv().get(GLOBEX, MAP, KEY),
            () -> ports.kv().scan(GLOBEX, MAP, Optional.empty(), 10),
            () -> ports.kv().point(GLOBEX, new PointAddress.InMap("p", KEY)),
            () -> ports.kv().commit(GLOBEX, commit(GLOBEX, "e-1", 1)),
            () -> ports.storage().get(GLOBEX, "key"),
            () -> ports.storage().set(GLOBEX, "key", "2", OptionalLong.empty()),
            () -> ports.storage().increment(GLOBEX, "key", 1),
            () -> ports.storage().list(GLOBEX, "", Optional.empty(), 10),
            () -> ports.storage().delete(GLOBEX, "key"),
            () -> ports.inbox().contains(script(GLOBEX), "before"),
            () -> ports.outbox().add(commit(GLOBEX, "e-2", 0).outbox().orElseThrow()),
            () -> ports.code().get(GLOBEX, new VersionHash("0".repeat(64))))
        .forEach(this::isRefused);
    assertThat(aws.ports().storage().get(GLOBEX, "key").orElseThrow().json()).isEqualTo("1");
    assertThat(aws.ports().kv().open(GLOBEX).seq()).isEqualTo(1);
  }

  @Test
  void neitherTheBusNorTheQueueNorTheRegistryNorWhatWaitsInTheOutbox() {
    Event event = commit(ACME, "e-1", 0).outbox().orElseThrow().events().getFirst().event();
    isRefused(() -> ports.bus().publish(List.of(event)));
    isRefused(() -> ports.registry().live(ACME));
    isRefused(() -> ports.outbox().keep(ACME, "before", List.of()));
    assertThat(aws.ports().outbox().due(TestClock.START, 10)).hasSize(2);
  }

  private void isRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(
            thrown ->
                assertThat(causes(thrown))
                    .anyMatch(
                        cause ->
                            cause instanceof AwsServiceException refused
                                && refused.statusCode() == 403));
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
