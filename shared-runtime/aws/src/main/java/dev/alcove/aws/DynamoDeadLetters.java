package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.DeadLetterFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queued runs that were given up, by execution. */
final class DynamoDeadLetters implements DeadLetters {
  private static final String LETTER = "letter";

  /** When it was given up, milliseconds since the epoch. */
  private static final String AT = "at";

  private static final Duration KEPT = Duration.ofDays(14);

  private final DynamoTable table;
  private final Clock clock;

  DynamoDeadLetters(DynamoTable table, Clock clock) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  private static Key key(TenantId tenant, ExecutionId execution) {
    return Key.of(Partitions.deadLetters(tenant), Bytes.utf8(execution.value()));
  }

  @Override
  public void put(DeadLetter letter) {
    table.put(
        key(letter.run().script().tenant(), letter.run().execution())
            .row()
            .with(LETTER, DeadLetterFormat.write(letter))
            .with(AT, letter.at().toEpochMilli())
            .with(Row.EXPIRES, InboxRows.seconds(letter.at().plus(KEPT))));
  }

  @Override
  public Optional<DeadLetter> get(TenantId tenant, ExecutionId execution) {
    long now = clock.now().getEpochSecond();
    return table
        .get(key(tenant, execution))
        .filter(row -> !row.expired(now))
        .map(row -> DeadLetterFormat.read(row.bytes(LETTER)));
  }

  /** A letter without its content, which may be large. */
  private record Stub(Key key, long at) {}

  @Override
  public List<DeadLetter> list(TenantId tenant, int limit) {
    long now = clock.now().getEpochSecond();
    List<Stub> stubs = new ArrayList<>();
    table.walk(
        range ->
            range
                .keyConditionExpression("pk = :pk")
                .filterExpression("#exp > :now")
                .projectionExpression("pk, sk, #at")
                .expressionAttributeNames(Map.of("#exp", Row.EXPIRES, "#at", AT))
                .expressionAttributeValues(
                    Map.of(":pk", Row.of(Partitions.deadLetters(tenant)), ":now", Row.of(now))),
        row -> stubs.add(new Stub(new Key(row.text(Row.PK), row.value(Row.SK)), row.number(AT))));
    stubs.sort(Comparator.comparingLong(Stub::at).reversed());
    return table.get(stubs.stream().limit(limit).map(Stub::key).toList()).stream()
        .map(row -> DeadLetterFormat.read(row.bytes(LETTER)))
        .sorted(Comparator.comparing(DeadLetter::at).reversed())
        .toList();
  }

  @Override
  public void remove(TenantId tenant, ExecutionId execution) {
    table.delete(key(tenant, execution));
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(Partitions.deadLetters(tenant));
  }
}
