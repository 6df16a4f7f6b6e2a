package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Several writes and checks that happen together or not at all. Not thread-safe; used once.
 *
 * <p>The token makes the request one that can be repeated: for ten minutes DynamoDB answers the
 * same token with the first one's success and writes nothing. So the SDK's own repeats are safe. A
 * new call of ours takes a new token, since its content may differ and DynamoDB refuses another
 * content under an old token.
 */
final class DynamoTransaction {
  /** More than this DynamoDB refuses. */
  static final int MOST_ACTIONS = 100;

  private final DynamoDbClient client;
  private final String token;
  private final List<TransactWriteItem> actions = new ArrayList<>();

  DynamoTransaction(DynamoDbClient client, String token) {
    this.client = requireNonNull(client, "client is null");
    this.token = requireNonNull(token, "token is null");
  }

  /** Why a transaction did not happen; one reason for each action, in their order. */
  record Cancelled(List<CancellationReason> reasons) {
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final List<String> PASSING =
        List.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    Cancelled {
      reasons = List.copyOf(reasons);
    }

    /** The condition of that action did not hold. */
    Optional<DynamoTable.Refused> refused(int action) {
      if (action >= reasons.size() || !CONDITION.equals(reasons.get(action).code())) {
        return Optional.empty();
      }
      return Optional.of(DynamoTable.Refused.of(reasons.get(action).item()));
    }

    /** Somebody was writing one of the items, or the table was throttled: nothing is wrong. */
    boolean passing() {
      return reasons.stream().anyMatch(reason -> PASSING.contains(reason.code()));
    }

    boolean conditional() {
      return reasons.stream().anyMatch(reason -> CONDITION.equals(reason.code()));
    }
  }

  boolean isEmpty() {
    return actions.isEmpty();
  }

  /** The number of the next action. */
  int size() {
    return actions.size();
  }

  void put(DynamoTable table, Row row) {
    add(TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(row.attributes())));
  }

  void put(DynamoTable table, Row row, Condition condition) {
    add(
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table.name())
                        .item(row.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(DynamoTable.orAbsent(condition.names()))
                        .expressionAttributeValues(DynamoTable.orAbsent(condition.values()))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)));
  }

  void update(
      DynamoTable table,
      Key key,
      String update,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    add(
        TransactWriteItem.builder()
            .update(
                change ->
                    change
                        .tableName(table.name())
                        .key(key.attributes())
                        .updateExpression(update)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)));
  }

  void delete(DynamoTable table, Key key) {
    add(
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(table.name()).key(key.attributes())));
  }

  void delete(DynamoTable table, Key key, Condition condition) {
    add(
        TransactWriteItem.builder()
            .delete(
                delete ->
                    delete
                        .tableName(table.name())
                        .key(key.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(DynamoTable.orAbsent(condition.names()))
                        .expressionAttributeValues(DynamoTable.orAbsent(condition.values()))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)));
  }

  void check(DynamoTable table, Key key, Condition condition) {
    add(
        TransactWriteItem.builder()
            .conditionCheck(
                check ->
                    check
                        .tableName(table.name())
                        .key(key.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(DynamoTable.orAbsent(condition.names()))
                        .expressionAttributeValues(DynamoTable.orAbsent(condition.values()))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)));
  }

  private void add(TransactWriteItem.Builder action) {
    if (actions.size() == MOST_ACTIONS) {
      throw new IllegalArgumentException(
          "A commit has more than " + MOST_ACTIONS + " items; DynamoDB takes no more at once.");
    }
    actions.add(action.build());
  }

  /**
   * Writes; empty: all is written.
   *
   * @throws TransactionCanceledException if DynamoDB refuses the items themselves, such as one over
   *     400 KB
   */
  Optional<Cancelled> commit() {
    try {
      client.transactWriteItems(write -> write.transactItems(actions).clientRequestToken(token));
      return Optional.empty();
    } catch (TransactionCanceledException e) {
      Cancelled cancelled = new Cancelled(e.cancellationReasons());
      if (cancelled.conditional() || cancelled.passing()) {
        return Optional.of(cancelled);
      }
      throw e;
    }
  }
}
