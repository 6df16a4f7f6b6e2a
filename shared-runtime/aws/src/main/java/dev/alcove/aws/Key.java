package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The address of an item: its partition and its sort key, which is bytes in {@code data} only. */
record Key(String partition, AttributeValue sort) {
  static Key of(String partition, Bytes sort) {
    return new Key(partition, Row.of(sort));
  }

  static Key of(String partition, String sort) {
    return new Key(partition, Row.of(sort));
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(Row.PK, Row.of(partition), Row.SK, sort);
  }

  /** An item at this address with no other attributes yet. */
  Row row() {
    return new Row(attributes());
  }
}
