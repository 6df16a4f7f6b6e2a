package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * One table: every request on single items is made here, so that all reads are consistent and
 * follow their pages, and what a batch leaves undone is done again. Thread-safe.
 */
final class DynamoTable {
  private static final int MOST_IN_BATCH_GET = 100;
  private static final int MOST_IN_BATCH_WRITE = 25;

  /** Together some ten seconds: then the table has not enough throughput for what we do. */
  private static final int MOST_BATCH_TRIES = 60;

  private final DynamoDbClient client;
  private final String name;
  private final Pauses pauses;

  DynamoTable(DynamoDbClient client, String name, Pauses pauses) {
    this.client = requireNonNull(client, "client is null");
    this.name = requireNonNull(name, "name is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  String name() {
    return name;
  }

  DynamoDbClient client() {
    return client;
  }

  /**
   * A condition did not hold and nothing was written.
   *
   * @param there the item as it is, if there is one
   */
  record Refused(Optional<Row> there) {
    static Refused of(Map<String, AttributeValue> item) {
      return new Refused(item.isEmpty() ? Optional.empty() : Optional.of(new Row(item)));
    }

    /** Whether what is there says so itself: then our own write did it, and its answer was lost. */
    boolean wrote(String attribute, String value) {
      return there.flatMap(row -> row.optionalText(attribute)).filter(value::equals).isPresent();
    }
  }

  Optional<Row> get(Key key) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(name).key(key.attributes()).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(new Row(item));
  }

  /** Writes an item, whatever was there. */
  void put(Row row) {
    client.putItem(put -> put.tableName(name).item(row.attributes()));
  }

  /** Writes an item if the condition holds; empty: it is written. */
  Optional<Refused> put(Row row, Condition condition) {
    try {
      client.putItem(
          put ->
              put.tableName(name)
                  .item(row.attributes())
                  .conditionExpression(condition.expression())
                  .expressionAttributeNames(orAbsent(condition.names()))
                  .expressionAttributeValues(orAbsent(condition.values()))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(Refused.of(e.item()));
    }
  }

  /** Removes an item; what was there. */
  Optional<Row> delete(Key key) {
    Map<String, AttributeValue> old =
        client
            .deleteItem(
                delete ->
                    delete.tableName(name).key(key.attributes()).returnValues(ReturnValue.ALL_OLD))
            .attributes();
    return old.isEmpty() ? Optional.empty() : Optional.of(new Row(old));
  }

  /** Removes an item if the condition holds. */
  void delete(Key key, Condition condition) {
    try {
      client.deleteItem(
          delete ->
              delete
                  .tableName(name)
                  .key(key.attributes())
                  .conditionExpression(condition.expression())
                  .expressionAttributeNames(orAbsent(condition.names()))
                  .expressionAttributeValues(orAbsent(condition.values())));
    } catch (ConditionalCheckFailedException e) {
      // It is somebody else's by now, or gone: nothing of ours is there to remove.
    }
  }

  /** What an update led to: the item as it is now, or why it was refused. */
  sealed interface Updated {
    record Now(Row row) implements Updated {}

    record Not(Refused refused) implements Updated {}
  }

  /** Changes an item in place; the condition's names and values serve the update too. */
  Updated update(Key key, String update, Condition condition) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(key.attributes())
            .updateExpression(update)
            .expressionAttributeNames(orAbsent(condition.names()))
            .expressionAttributeValues(orAbsent(condition.values()))
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (!condition.expression().isEmpty()) {
      request.conditionExpression(condition.expression());
    }
    try {
      return new Updated.Now(new Row(client.updateItem(request.build()).attributes()));
    } catch (ConditionalCheckFailedException e) {
      return new Updated.Not(Refused.of(e.item()));
    }
  }

  /**
   * Reads a range, page by page, in order.
   *
   * @param range what to read, without the table
   * @param goOn is given each item; false: no more
   */
  void walk(Consumer<QueryRequest.Builder> range, Predicate<Row> goOn) {
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryRequest.Builder request = QueryRequest.builder().consistentRead(true);
      range.accept(request);
      request.tableName(name);
      if (!from.isEmpty()) {
        request.exclusiveStartKey(from);
      }
      QueryResponse page = client.query(request.build());
      for (Map<String, AttributeValue> item : page.items()) {
        if (!goOn.test(new Row(item))) {
          return;
        }
      }
      from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty());
  }

  /** All items of a partition. */
  List<Row> all(String partition) {
    List<Row> rows = new ArrayList<>();
    walk(
        range ->
            range
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Row.of(partition))),
        rows::add);
    return rows;
  }

  /** Removes all items of a partition; what is written meanwhile may stay. */
  void erase(String partition) {
    List<Key> some = new ArrayList<>();
    walk(
        range ->
            range
                .keyConditionExpression("pk = :pk")
                .projectionExpression("pk, sk")
                .expressionAttributeValues(Map.of(":pk", Row.of(partition))),
        row -> {
          some.add(new Key(partition, row.value(Row.SK)));
          if (some.size() == MOST_IN_BATCH_WRITE) {
            delete(some);
            some.clear();
          }
          return true;
        });
    delete(some);
  }

  /** The items at these addresses that are there, in no order. */
  List<Row> get(Collection<Key> keys) {
    List<Row> found = new ArrayList<>();
    List<Map<String, AttributeValue>> left =
        new ArrayList<>(keys.stream().distinct().map(Key::attributes).toList());
    int vain = 0;
    while (!left.isEmpty()) {
      List<Map<String, AttributeValue>> some =
          List.copyOf(left.subList(0, Math.min(left.size(), MOST_IN_BATCH_GET)));
      left.subList(0, some.size()).clear();
      KeysAndAttributes wanted =
          KeysAndAttributes.builder().keys(some).consistentRead(true).build();
      BatchGetItemResponse answer =
          client.batchGetItem(batch -> batch.requestItems(Map.of(name, wanted)));
      answer.responses().getOrDefault(name, List.of()).forEach(item -> found.add(new Row(item)));
      // Too much for one answer, or for the table's throughput.
      KeysAndAttributes undone = answer.unprocessedKeys().get(name);
      if (undone != null) {
        left.addAll(undone.keys());
        again(vain++);
      }
    }
    return found;
  }

  /** Writes several items, each whatever was there; not together, but all when this returns. */
  void put(List<Row> rows) {
    write(
        rows.stream()
            .map(row -> WriteRequest.builder().putRequest(p -> p.item(row.attributes())).build())
            .toList());
  }

  /** Removes several items; not together, but all when this returns. */
  void delete(List<Key> keys) {
    write(
        keys.stream()
            .map(key -> WriteRequest.builder().deleteRequest(d -> d.key(key.attributes())).build())
            .toList());
  }

  private void write(List<WriteRequest> requests) {
    List<WriteRequest> left = new ArrayList<>(requests);
    int vain = 0;
    while (!left.isEmpty()) {
      List<WriteRequest> some =
          List.copyOf(left.subList(0, Math.min(left.size(), MOST_IN_BATCH_WRITE)));
      left.subList(0, some.size()).clear();
      List<WriteRequest> undone =
          client
              .batchWriteItem(batch -> batch.requestItems(Map.of(name, some)))
              .unprocessedItems()
              .getOrDefault(name, List.of());
      if (!undone.isEmpty()) {
        left.addAll(undone);
        again(vain++);
      }
    }
  }

  private void again(int tries) {
    if (tries >= MOST_BATCH_TRIES) {
      throw new IllegalStateException(
          "Table `" + name + "` is throttled: a batch was left undone " + tries + " times.");
    }
    pauses.pause(tries);
  }

  /** DynamoDB refuses an empty map where it takes none. */
  static <T> @Nullable Map<String, T> orAbsent(Map<String, T> map) {
    return map.isEmpty() ? null : new HashMap<>(map);
  }
}
