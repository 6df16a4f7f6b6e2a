package dev.alcove.bench;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What the adapters cost above the SDK's bare call that does the same: in turns, so that both meet
 * the same emulator and the same machine.
 */
final class DynamoTask {
  private static final TenantId TENANT = new TenantId("bench");
  private static final int ROUNDS = 40;
  private static final int CALLS = 50;
  private static final double MOST_RATIO = 1.1;
  private static final Bytes KEY = Bytes.utf8("order-17");
  private static final Bytes VALUE = Bytes.utf8("{\"total\":575,\"currency\":\"EUR\"}");

  private final EmulatedStack stack;
  private long ours;
  private long bare;

  private DynamoTask(EmulatedStack stack) {
    this.stack = stack;
  }

  static List<Figure> measure(EmulatedStack stack) {
    DynamoTask task = new DynamoTask(stack);
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("commit of one key", task::commit, task::bareCommit));
    figures.add(figure("read of one key", task::read, task::bareRead));
    figures.add(figure("storage: write of one key", task::store, task::barePut));
    return figures;
  }

  private static Figure figure(String what, Runnable adapter, Runnable sdk) {
    times(adapter, ROUNDS * CALLS);
    times(sdk, ROUNDS * CALLS);
    long[] adapterNanos = new long[ROUNDS];
    long[] sdkNanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      adapterNanos[i] = times(adapter, CALLS);
      sdkNanos[i] = times(sdk, CALLS);
    }
    double mine = Medians.median(adapterNanos) / CALLS;
    double theirs = Medians.median(sdkNanos) / CALLS;
    return new Figure(
            "DynamoDB, " + what,
            "emulator",
            mine,
            OptionalDouble.of(theirs),
            "us",
            OptionalDouble.empty(),
            "")
        .atMost(MOST_RATIO * theirs, "10 % above the SDK's bare call");
  }

  private static long times(Runnable work, int count) {
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      work.run();
    }
    return System.nanoTime() - began;
  }

  private void commit() {
    KvLog.CommitResult result =
        stack
            .ports()
            .kv()
            .commit(
                TENANT,
                new KvLog.Commit(
                    "x" + ours,
                    Optional.of(
                        new KvLog.LogWrite(
                            ours, Map.of("orders", Map.of(KEY, Optional.of(VALUE))))),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
    if (!(result instanceof KvLog.CommitResult.Committed)) {
      throw new IllegalStateException("not committed: " + result);
    }
    ours++;
  }

  private void bareCommit() {
    long seq = ++bare;
    stack.dynamo.transactWriteItems(
        write ->
            write
                .clientRequestToken(UUID.randomUUID().toString())
                .transactItems(
                    head(seq),
                    put(item("LOG", "%016d".formatted(seq), "entry", "x" + seq)),
                    put(item("KV#orders", "K" + KEY.text(), "value", VALUE.text()))));
  }

  private TransactWriteItem head(long seq) {
    Put.Builder put =
        Put.builder()
            .tableName(stack.dataTable())
            .item(item("LOG", "HEAD", "seq", String.valueOf(seq)));
    if (seq == 1) {
      put.conditionExpression("attribute_not_exists(pk)");
    } else {
      put.conditionExpression("seq = :seq")
          .expressionAttributeValues(Map.of(":seq", text(String.valueOf(seq - 1))));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(stack.dataTable()).item(item))
        .build();
  }

  private void read() {
    if (stack.ports().kv().get(TENANT, "orders", KEY).isEmpty()) {
      throw new IllegalStateException("nothing was read");
    }
  }

  private void bareRead() {
    if (!stack
        .dynamo
        .getItem(
            get ->
                get.tableName(stack.dataTable())
                    .consistentRead(true)
                    .key(key("KV#orders", "K" + KEY.text())))
        .hasItem()) {
      throw new IllegalStateException("nothing was read");
    }
  }

  private void store() {
    stack.ports().storage().set(TENANT, KEY.text(), VALUE.text(), OptionalLong.empty());
  }

  private void barePut() {
    stack.dynamo.putItem(
        put ->
            put.tableName(stack.dataTable())
                .item(item("STO", "K" + KEY.text(), "value", VALUE.text())));
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(
        "pk",
        text("T#bare#" + partition),
        "sk",
        AttributeValue.fromB(SdkBytes.fromUtf8String(sort)));
  }

  private static Map<String, AttributeValue> item(
      String partition, String sort, String name, String value) {
    Map<String, AttributeValue> item = new java.util.HashMap<>(key(partition, sort));
    item.put(name, text(value));
    return item;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
