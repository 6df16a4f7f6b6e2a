package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.RunRecordFormat;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The records of runs, by time, and beside them by execution the time under which to look. A list
 * with a filter reads all that the filter leaves out too.
 */
final class DynamoRunRecords implements RunRecords {
  private static final String RECORD = "record";
  private static final String ENTRY = "entry";
  private static final String OUTCOME = "outcome";
  private static final String AT = "at";
  private static final Duration KEPT = Duration.ofDays(14);

  /** All of one length, so that they sort as the times do. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final DynamoTable table;
  private final Clock clock;

  DynamoRunRecords(DynamoTable table, Clock clock) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void put(RunRecord run) {
    Bytes sort = Bytes.utf8(TIME.format(run.time()) + "#" + run.execution());
    long expires = InboxRows.seconds(run.time().plus(KEPT));
    Row record =
        Key.of(Partitions.runs(run.tenant()), sort)
            .row()
            .with(RECORD, RunRecordFormat.write(run))
            .with(ENTRY, run.entry())
            .with(Row.EXPIRES, expires);
    Row withOutcome = run.outcome().map(end -> record.with(OUTCOME, end.name())).orElse(record);
    Row time =
        byExecution(run.tenant(), run.execution()).row().with(AT, sort).with(Row.EXPIRES, expires);
    table.put(List.of(withOutcome, time));
  }

  private static Key byExecution(TenantId tenant, ExecutionId execution) {
    return Key.of(Partitions.runTimes(tenant), Bytes.utf8(execution.value()));
  }

  @Override
  public Optional<RunRecord> get(TenantId tenant, ExecutionId execution) {
    long now = clock.now().getEpochSecond();
    return table
        .get(byExecution(tenant, execution))
        .flatMap(time -> table.get(Key.of(Partitions.runs(tenant), time.bytes(AT))))
        .filter(row -> !row.expired(now))
        .map(row -> RunRecordFormat.read(row.bytes(RECORD)));
  }

  @Override
  public List<RunRecord> list(
      TenantId tenant, Optional<String> entry, Optional<Outcome> outcome, int limit) {
    int most = Math.clamp(limit, 1, MOST_LISTED);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", Row.of(Partitions.runs(tenant)));
    values.put(":now", Row.of(clock.now().getEpochSecond()));
    Map<String, String> names = new HashMap<>(Map.of("#exp", Row.EXPIRES));
    StringBuilder filter = new StringBuilder("#exp > :now");
    if (entry.isPresent()) {
      filter.append(" AND #entry = :entry");
      names.put("#entry", ENTRY);
      values.put(":entry", Row.of(entry.get()));
    }
    if (outcome.isPresent()) {
      filter.append(" AND #outcome = :outcome");
      names.put("#outcome", OUTCOME);
      values.put(":outcome", Row.of(outcome.get().name()));
    }
    List<RunRecord> found = new ArrayList<>();
    table.walk(
        range -> {
          range
              .keyConditionExpression("pk = :pk")
              .filterExpression(filter.toString())
              .expressionAttributeNames(names)
              .expressionAttributeValues(values)
              .scanIndexForward(false);
          if (entry.isEmpty() && outcome.isEmpty()) {
            range.limit(most);
          }
        },
        row -> {
          found.add(RunRecordFormat.read(row.bytes(RECORD)));
          return found.size() < most;
        });
    return found;
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(Partitions.runTimes(tenant));
    table.erase(Partitions.runs(tenant));
  }
}
