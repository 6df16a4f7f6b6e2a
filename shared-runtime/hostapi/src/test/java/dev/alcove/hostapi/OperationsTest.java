package dev.alcove.hostapi;

import static dev.alcove.hostapi.TestWorld.call;
import static dev.alcove.hostapi.TestWorld.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Event;
import dev.alcove.domain.HostException;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.StorageStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {
  private final TestWorld world = new TestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  // ---- console

  @Test
  void theExampleOfTheIotaPageIsLoggedAsItSays() {
    Capabilities run = world.script();
    json(
        run,
        "console.write",
        "{\"level\":\"info\",\"text\":\"User"
            + " action\",\"fields\":[\"{\\\"user_id\\\":\\\"mallory\\\",\\\"action\\\":\\\"create\\\",\\\"user_x\\\":1}\"]}");
    LogLine line = run.takeLogs().getFirst();
    assertThat(line.message()).isEqualTo("User action");
    assertThat(line.level().text()).isEqualTo("info");
    assertThat(line.tenant()).isEqualTo(TestWorld.TENANT);
    assertThat(line.userId()).isEqualTo("u-1");
    assertThat(line.sourceFile()).isEqualTo("report.js");
    assertThat(line.fields()).isEqualTo("{\"user_action\":\"create\",\"user_x\":1}");
  }

  @Test
  void linesAreCappedCountedAndSafe() {
    Capabilities run = world.script();
    String kilobyte = "x".repeat(1024);
    json(run, "console.write", "{\"level\":\"warn\",\"text\":\"a\\u001b[31m\\nb\\u2028\"}");
    for (int i = 0; i < 300; i++) {
      json(run, "console.write", "{\"level\":\"info\",\"text\":\"" + kilobyte + "\"}");
    }
    assertThat(run.logsDropped()).isGreaterThan(40);
    int dropped = run.logsDropped();
    List<LogLine> lines = run.takeLogs();
    assertThat(lines.getFirst().message()).isEqualTo("a\ufffd[31m\nb\ufffd");
    assertThat(lines.getLast().message()).startsWith(dropped + " log lines were dropped");
    assertThat(run.takeLogs()).isEmpty();
  }

  // ---- storage

  private StorageStore.Entry stored(String key) {
    return world.storage.get(TestWorld.TENANT, key).orElseThrow();
  }

  @Test
  void storageOfScriptsTakesEffectAtOnce() {
    Capabilities run = world.script();
    assertThat(json(run, "storage.get", "{\"key\":\"k\"}")).isEqualTo("null");
    json(
        run,
        "storage.set",
        "{\"key\":\"k\",\"value\":\"{\\\"b\\\":1,\\\"a\\\":2}\",\"ttlSeconds\":60}");
    assertThat(stored("k").json()).isEqualTo("{\"a\":2,\"b\":1}");
    assertThat(stored("k").expires()).hasValue(world.now.getEpochSecond() + 60);
    assertThat(json(run, "storage.increment", "{\"key\":\"n\",\"by\":2}")).isEqualTo("2");
    assertThat(
            json(
                run,
                "storage.compareAndSet",
                "{\"key\":\"k\",\"expected\":\"{\\\"b\\\":1.0,\\\"a\\\":2}\"}"))
        .isEqualTo("true");
    assertThat(json(run, "storage.delete", "{\"key\":\"k\"}")).isEqualTo("false");
    assertThat(run.outsideEffects())
        .containsExactly(
            "storage.set", "storage.increment", "storage.compareAndSet", "storage.delete");
  }

  @Test
  void storageOfEndpointsWaitsForTheCommit() {
    world.kv.points.put(new PointAddress.InStorage("n"), MemoryKv.point("5", "w1"));
    Capabilities run = world.endpoint();
    json(run, "storage.set", "{\"key\":\"k\",\"value\":\"1\"}");
    assertThat(json(run, "storage.get", "{\"key\":\"k\"}")).isEqualTo("1");
    assertThat(json(run, "storage.increment", "{\"key\":\"n\",\"by\":-0.5}")).isEqualTo("4.5");
    assertThat(
            json(
                run, "storage.compareAndSet", "{\"key\":\"n\",\"expected\":\"5\",\"value\":\"6\"}"))
        .isEqualTo("false");
    assertThat(world.storage.entries).isEmpty();
    assertThat(run.outsideEffects()).isEmpty();
    List<PointChange> changes = run.kv().pointChanges();
    assertThat(changes)
        .extracting(PointChange::address)
        .containsExactlyInAnyOrder(
            new PointAddress.InStorage("k"), new PointAddress.InStorage("n"));
    assertThat(changes)
        .extracting(PointChange::expected)
        .contains(
            new PointChange.Expectation.Anything(), new PointChange.Expectation.Written("w1"));
  }

  @Test
  void listsShowTheRunsOwnWritesAndGoOnPageByPage() {
    for (String key : List.of("a1", "a2", "a3", "a4", "b1")) {
      world.storage.set(TestWorld.TENANT, key, "\"" + key + "\"", OptionalLong.empty());
    }
    Capabilities run = world.endpoint();
    json(run, "storage.delete", "{\"key\":\"a2\"}");
    json(run, "storage.set", "{\"key\":\"a25\",\"value\":\"25\"}");
    String page = json(run, "storage.list", "{\"prefix\":\"a\",\"limit\":2}");
    assertThat(page)
        .isEqualTo("{\"entries\":[{\"key\":\"a1\",\"value\":\"a1\"}],\"nextCursor\":\"YTE\"}");
    page = json(run, "storage.list", "{\"prefix\":\"a\",\"limit\":2,\"cursor\":\"YTE\"}");
    assertThat(page).contains("a25").contains("a3").contains("nextCursor\":\"YTM\"");
    page = json(run, "storage.list", "{\"prefix\":\"a\",\"limit\":2,\"cursor\":\"YTM\"}");
    assertThat(page)
        .isEqualTo("{\"entries\":[{\"key\":\"a4\",\"value\":\"a4\"}],\"nextCursor\":null}");
    assertThatThrownBy(() -> json(run, "storage.list", "{\"prefix\":\"a\",\"cursor\":\"%\"}"))
        .hasMessageContaining("nextCursor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage.get | {} | `key` must be a text.",
        "storage.get | {\"key\":\"\"} | A storage key must have 1 to 512 bytes.",
        "storage.get | {\"key\":\"\\ud800\"} | A storage key must be well-formed text.",
        "storage.get | [] | The arguments must be an object.",
        "storage.get | { | The arguments are not JSON.",
        "storage.set | {\"key\":\"k\",\"value\":\"{\"} | A stored value must be JSON.",
        "storage.set | {\"key\":\"k\",\"value\":\"1\",\"ttlSeconds\":-1} | `ttlSeconds` must be",
        "storage.set | {\"key\":\"k\",\"value\":\"1\",\"ttlSeconds\":1e300} | `ttlSeconds` must be",
        "storage.increment | {\"key\":\"k\",\"by\":null} | `by` must be a number.",
        "storage.list | {\"prefix\":\"\",\"limit\":0} | `limit` must be a whole number",
        "events.publish | {\"type\":\"a b\",\"data\":\"1\"} | An event's type must be",
        "events.publish | {\"type\":\"a\",\"data\":\"1\",\"delaySeconds\":-1} | `delaySeconds`",
        "crypto.hash | {\"algorithm\":\"sha3\"} | Digest `sha3` is not known",
        "kv.get | {\"map\":\"m\"} | `ccf.kv` is for endpoints",
        "nothing.here | {} | `nothing.here` is not available here.",
        "db.query | {} | `db.query` needs `\"capabilities\": {\"db\": true}` in the manifest",
        "services.call | {\"service\":\"c\",\"operation\":\"list\"} | {\"services\": [\"c.list\"]}",
        "http.request | {\"url\":\"https://api.example.com/x\"} | {\"http\":"
            + " [\"api.example.com\"]}",
        "secrets.handle | {\"name\":\"KEY\"} | {\"secrets\": [\"KEY\"]}",
      })
  void whatIsWrongIsSaid(String operation, String arguments, String message) {
    Capabilities run = world.script();
    assertThatThrownBy(() -> json(run, operation, arguments))
        .isInstanceOf(HostException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readersWriteNothing() {
    Capabilities run = world.reader();
    assertThat(json(run, "storage.get", "{\"key\":\"k\"}")).isEqualTo("null");
    for (String refused : List.of("storage.set", "storage.delete", "storage.increment")) {
      assertThatThrownBy(() -> json(run, refused, "{\"key\":\"k\",\"value\":\"1\",\"by\":1}"))
          .isInstanceOfSatisfying(
              HostException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY));
    }
    assertThatThrownBy(() -> json(run, "events.publish", "{\"type\":\"a\",\"data\":\"1\"}"))
        .hasMessageContaining("only reads");
  }

  // ---- events

  @Test
  void eventsOfScriptsAreDurableAtOnceEachAsItsOwnItem() {
    world.hop = 2;
    Capabilities run = world.script();
    json(run, "events.publish", "{\"type\":\"order.created\",\"data\":\"{\\\"id\\\":1}\"}");
    json(run, "events.publish", "{\"type\":\"b\",\"data\":\"1\",\"delaySeconds\":90}");
    assertThat(world.outbox).extracting(OutboxItem::id).containsExactly("exec-1#1", "exec-1#2");
    Event event = world.outbox.getFirst().events().getFirst().event();
    assertThat(event)
        .isEqualTo(
            new Event(
                "exec-1#1",
                TestWorld.TENANT,
                "alcove.acme",
                "order.created",
                "{\"id\":1}",
                3,
                "root-1",
                world.now,
                Optional.of("u-1")));
    assertThat(world.outbox.getLast().nextDue()).isEqualTo(world.now.plusSeconds(90));
    assertThat(run.outsideEffects()).containsExactly("events.publish");
    assertThat(run.outbox()).isEmpty();
  }

  @Test
  void eventsOfEndpointsGoIntoTheCommit() {
    Capabilities run = world.endpoint();
    json(run, "events.publish", "{\"type\":\"a\",\"data\":\"1\"}");
    json(run, "events.publish", "{\"type\":\"b\",\"data\":\"2\"}");
    assertThat(world.outbox).isEmpty();
    OutboxItem item = run.outbox().orElseThrow();
    assertThat(item.id()).isEqualTo("exec-1");
    assertThat(item.events()).extracting(due -> due.event().type()).containsExactly("a", "b");
    assertThat(run.outsideEffects()).isEmpty();
  }

  @Test
  void metricsAreNoEvents() {
    Capabilities run = world.reader();
    json(run, "events.publish", "{\"type\":\"script.metric\",\"data\":\"{\\\"n\\\":1}\"}");
    assertThat(run.metrics()).containsExactly("{\"n\":1}");
    assertThat(world.outbox).isEmpty();
  }

  @Test
  void eventsAreCapped() {
    Capabilities run = world.endpoint();
    String large = "\"\\\"" + "x".repeat(60_000) + "\\\"\"";
    for (int i = 0; i < 5; i++) {
      json(run, "events.publish", "{\"type\":\"a\",\"data\":" + large + "}");
    }
    assertThatThrownBy(() -> json(run, "events.publish", "{\"type\":\"a\",\"data\":" + large + "}"))
        .hasMessageContaining("307200 bytes in all");
    for (int i = 5; i < 100; i++) {
      json(run, "events.publish", "{\"type\":\"a\",\"data\":\"1\"}");
    }
    assertThatThrownBy(() -> json(run, "events.publish", "{\"type\":\"a\",\"data\":\"1\"}"))
        .hasMessageContaining("may publish 100 events");
    world.hop = 8;
    assertThatThrownBy(
            () -> json(world.script(), "events.publish", "{\"type\":\"a\",\"data\":\"1\"}"))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOP_LIMIT));
  }

  // ---- the rest

  @Test
  void digestsAndCodesAreTheKnownOnes() {
    Capabilities run = world.script();
    Bytes data = Bytes.utf8("data");
    assertThat(
            call(run, "crypto.hash", "{\"algorithm\":\"sha256\",\"encoding\":\"hex\"}", data)
                .json())
        .isEqualTo("\"3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7\"");
    assertThat(call(run, "crypto.hash", "{\"algorithm\":\"SHA-256\"}", data).bytes())
        .isEqualTo(data.sha256());
    Bytes signed = Bytes.utf8("keyThe quick brown fox jumps over the lazy dog");
    assertThat(
            call(
                    run,
                    "crypto.hmac",
                    "{\"algorithm\":\"sha256\",\"keyLength\":3,\"encoding\":\"hex\"}",
                    signed)
                .json())
        .isEqualTo("\"f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8\"");
    assertThat(
            call(
                    run,
                    "crypto.hmac",
                    "{\"algorithm\":\"sha256\",\"keyLength\":0,\"encoding\":\"hex\"}",
                    Bytes.EMPTY)
                .json())
        .isEqualTo("\"b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad\"");
    assertThat(call(run, "crypto.randomKey", "{\"bits\":192}", Bytes.EMPTY).bytes().size())
        .isEqualTo(24);
    assertThatThrownBy(() -> json(run, "crypto.pemToId", "{\"pem\":\"x\"}"))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.name()).isEqualTo("InternalError"));
  }

  @Test
  void whatAnEndpointSaysAboutItsCommitIsKept() {
    Capabilities run = world.endpoint();
    assertThat(run.applyWrites()).isEmpty();
    json(run, "rpc.setApplyWrites", "{\"apply\":true}");
    json(run, "rpc.setApplyWrites", "{\"apply\":false}");
    assertThat(run.applyWrites()).contains(false);
    Bytes digest = Bytes.EMPTY.sha256();
    call(run, "rpc.setClaimsDigest", "{}", digest);
    assertThat(run.claimsDigest()).contains(digest);
    world.kv.put("m", "a", "1");
    assertThat(json(run, "consensus.lastCommitted", "")).isEqualTo("{\"view\":2,\"seqno\":1}");
    assertThat(json(run, "consensus.status", "{\"view\":2,\"seqno\":1}"))
        .isEqualTo("\"Committed\"");
    assertThat(json(run, "consensus.status", "{\"view\":2,\"seqno\":9}")).isEqualTo("\"Unknown\"");
    assertThat(json(run, "consensus.status", "{\"view\":99999,\"seqno\":1}"))
        .isEqualTo("\"Invalid\"");
    assertThat(json(run, "consensus.view", "{\"seqno\":1}")).isEqualTo("2");
    assertThat(json(run, "consensus.view", "{\"seqno\":2}")).isEqualTo("null");
  }

  @Test
  void aFailureOfOursSaysTheRequestIdAndNothingElse() {
    Capabilities run = world.endpoint();
    world.kv.hide(1_000);
    world.kv.put("m", "a", "1");
    assertThatThrownBy(() -> call(run, "kv.get", "{\"map\":\"m\"}", Bytes.utf8("a")))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_FAILED))
        .hasMessage(
            "The platform could not do `kv.get`. Tell the platform team this request id: exec-1.");
  }
}
