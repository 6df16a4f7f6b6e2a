package dev.alcove.aws;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An expression of DynamoDB's with its values. Names begin with # where DynamoDB reserves them. */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  private static final String NAME_EXPIRES = "#exp";
  private static final String NOW = ":now";

  Condition {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  static Condition of(String expression) {
    return new Condition(expression, Map.of(), Map.of());
  }

  /** There is no item, or one that has expired: the TTL takes its time. */
  static Condition absent(long nowSeconds) {
    return new Condition(
        "attribute_not_exists(pk) OR #exp <= :now",
        Map.of(NAME_EXPIRES, Row.EXPIRES),
        Map.of(NOW, Row.of(nowSeconds)));
  }

  /** There is an item that has not expired and whose attribute has this value. */
  static Condition is(String attribute, AttributeValue value, long nowSeconds) {
    return new Condition(
        "#a = :a AND (attribute_not_exists(#exp) OR #exp > :now)",
        Map.of("#a", attribute, NAME_EXPIRES, Row.EXPIRES),
        Map.of(":a", value, NOW, Row.of(nowSeconds)));
  }

  Condition name(String placeholder, String attribute) {
    Map<String, String> more = new HashMap<>(names);
    more.put(placeholder, attribute);
    return new Condition(expression, more, values);
  }

  Condition value(String placeholder, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(values);
    more.put(placeholder, value);
    return new Condition(expression, names, more);
  }
}
