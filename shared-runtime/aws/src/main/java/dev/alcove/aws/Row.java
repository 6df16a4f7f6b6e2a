package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of a table, by attribute; also how the values of attributes are made. Immutable. */
record Row(Map<String, AttributeValue> attributes) {
  /** The keys of every table. */
  static final String PK = "pk";

  static final String SK = "sk";

  /** When an item may go, seconds since the epoch: the attribute that DynamoDB's TTL looks at. */
  static final String EXPIRES = "exp";

  Row {
    attributes = Map.copyOf(attributes);
  }

  static AttributeValue of(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue of(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue of(Bytes bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes.toArray()));
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  String text(String name) {
    return requireNonNull(value(name).s(), name);
  }

  long number(String name) {
    return Long.parseLong(requireNonNull(value(name).n(), name));
  }

  Bytes bytes(String name) {
    return Bytes.owning(requireNonNull(value(name).b(), name).asByteArray());
  }

  OptionalLong optionalNumber(String name) {
    return has(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  AttributeValue value(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("a stored item has no attribute `" + name + "`");
    }
    return value;
  }

  /** Whether the item has expired; one without an expiry never does. */
  boolean expired(long nowSeconds) {
    OptionalLong expires = optionalNumber(EXPIRES);
    return expires.isPresent() && expires.getAsLong() <= nowSeconds;
  }

  /** The primary key alone. */
  Map<String, AttributeValue> key() {
    return Map.of(PK, value(PK), SK, value(SK));
  }

  /** This item with one more attribute. */
  Row with(String name, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(attributes);
    more.put(name, value);
    return new Row(more);
  }

  Row with(String name, String value) {
    return with(name, of(value));
  }

  Row with(String name, long value) {
    return with(name, of(value));
  }

  Row with(String name, Bytes value) {
    return with(name, of(value));
  }

  Row with(String name, OptionalLong value) {
    return value.isPresent() ? with(name, value.getAsLong()) : this;
  }
}
