package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Ids;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Usage;
import dev.alcove.domain.UsageStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The days' sums, one item for a tenant's day. Each addition is a transaction of one for its
 * token's sake: repeated after a lost answer, it counts once.
 */
final class DynamoUsage implements UsageStore {
  private static final String RUNS = "runs_";
  private static final String WALL = "wall_micros";
  private static final String CPU = "cpu_micros";
  private static final String ALLOCATED = "allocated_bytes";
  private static final String HOST_CALLS = "host_calls";
  private static final String EVENTS = "events";
  private static final int MOST_TRIES = 60;

  private final DynamoTable table;
  private final Ids ids;
  private final Pauses pauses;

  DynamoUsage(DynamoTable table, Ids ids, Pauses pauses) {
    this.table = requireNonNull(table, "table is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  @Override
  public void add(TenantId tenant, LocalDate day, Usage more) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> sums = new ArrayList<>();
    numbers(more)
        .forEach(
            (name, amount) -> {
              names.put("#" + name, name);
              values.put(":" + name, Row.of(amount));
              sums.add("#" + name + " :" + name);
            });
    Key key = Key.of(Partitions.usage(tenant), Bytes.utf8(day.toString()));
    String update = "ADD " + String.join(", ", sums);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      DynamoTransaction transaction = new DynamoTransaction(table.client(), ids.next());
      transaction.update(table, key, update, names, values);
      if (transaction.commit().isEmpty()) {
        return;
      }
      pauses.pause(tries);
    }
    throw new IllegalStateException("The usage of tenant `" + tenant + "` could not be added up.");
  }

  private static Map<String, Long> numbers(Usage usage) {
    TreeMap<String, Long> numbers = new TreeMap<>();
    usage.runs().forEach((outcome, count) -> numbers.put(RUNS + outcome.name(), count));
    numbers.put(WALL, usage.wallMicros());
    numbers.put(CPU, usage.cpuMicros());
    numbers.put(ALLOCATED, usage.allocatedBytes());
    numbers.put(HOST_CALLS, usage.hostCalls());
    numbers.put(EVENTS, usage.events());
    return numbers;
  }

  @Override
  public SortedMap<LocalDate, Usage> list(TenantId tenant, LocalDate from, LocalDate to) {
    TreeMap<LocalDate, Usage> days = new TreeMap<>();
    if (from.isAfter(to)) {
      return days;
    }
    table.walk(
        range ->
            range
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(
                    Map.of(
                        ":pk",
                        Row.of(Partitions.usage(tenant)),
                        ":from",
                        Row.of(Bytes.utf8(from.toString())),
                        ":to",
                        Row.of(Bytes.utf8(to.toString()))))
                .limit(MOST_DAYS),
        row -> {
          days.put(LocalDate.parse(row.bytes(Row.SK).text()), usage(row));
          return days.size() < MOST_DAYS;
        });
    return Collections.unmodifiableSortedMap(days);
  }

  private static Usage usage(Row row) {
    TreeMap<Outcome, Long> runs = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      Optional.of(RUNS + outcome.name())
          .filter(row::has)
          .ifPresent(name -> runs.put(outcome, row.number(name)));
    }
    return new Usage(
        runs,
        row.number(WALL),
        row.number(CPU),
        row.number(ALLOCATED),
        row.number(HOST_CALLS),
        row.number(EVENTS));
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(Partitions.usage(tenant));
  }
}
