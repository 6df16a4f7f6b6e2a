package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.DynamoTable.Updated;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The slots of runs at once: who holds one, and until when. They stand in groups, each group one
 * item with a map of its holders, so that taking one and giving it back is one update each. A
 * tenant with few slots, as nearly all have, has one group; more would make the item large and
 * slow.
 *
 * <p>Where there are several groups, a holder that found its first one full has its slot in
 * another; if it takes again in another process when the first one is no longer full, it has two
 * until it gives them back or their time is over. Thread-safe.
 */
final class Slots {
  private static final String PREFIX = "SLOTS#";
  private static final String HOLDERS = "holders";

  /** How many slots are in a group: their item stays under a write unit or two. */
  static final int GROUP = 25;

  private static final int MOST_TRIES = 50;
  private static final int MOST_REMEMBERED = 10_000;

  private final DynamoTable table;
  private final Map<Held, Integer> held = new LinkedHashMap<>(); // guarded by itself

  Slots(DynamoTable table) {
    this.table = requireNonNull(table, "table is null");
  }

  private record Held(TenantId tenant, ExecutionId holder) {}

  private static Key key(TenantId tenant, int group) {
    return Key.of(Partitions.rate(tenant), Bytes.utf8(PREFIX + group));
  }

  boolean take(TenantId tenant, ExecutionId holder, int most, Instant now, Instant until) {
    int groups = Math.ceilDiv(most, GROUP);
    int first = Math.floorMod(holder.value().hashCode(), Math.max(groups, 1));
    for (int i = 0; i < groups; i++) {
      int group = (first + i) % groups;
      int places = Math.min(GROUP, most - group * GROUP);
      if (take(key(tenant, group), holder, places, now, until)) {
        remember(new Held(tenant, holder), group);
        return true;
      }
    }
    return false;
  }

  private boolean take(Key group, ExecutionId holder, int places, Instant now, Instant until) {
    List<String> gone = List.of();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Updated updated = table.update(group, update(gone), taking(holder, places, gone, now, until));
      if (updated instanceof Updated.Now) {
        return true;
      }
      DynamoTable.Refused refused = ((Updated.Not) updated).refused();
      if (refused.there().isEmpty()) {
        begin(group);
        continue;
      }
      Map<String, AttributeValue> holders = refused.there().get().value(HOLDERS).m();
      gone = over(holders, holder, now);
      if (gone.isEmpty() && holders.size() >= places && !holders.containsKey(holder.value())) {
        return false;
      }
    }
    return false;
  }

  private static String update(List<String> gone) {
    StringBuilder update = new StringBuilder("SET holders.#me = :until");
    for (int i = 0; i < gone.size(); i++) {
      update.append(i == 0 ? " REMOVE " : ", ").append("holders.#g").append(i);
    }
    return update.toString();
  }

  /** There is room, counting what goes; and what goes is still over. */
  private static Condition taking(
      ExecutionId holder, int places, List<String> gone, Instant now, Instant until) {
    Map<String, String> names = new HashMap<>(Map.of("#me", holder.value()));
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":until", Row.of(until.toEpochMilli()));
    values.put(":room", Row.of(places + (long) gone.size()));
    StringBuilder holds =
        new StringBuilder(
            "attribute_exists(pk) AND (size(holders) < :room OR attribute_exists(holders.#me))");
    for (int i = 0; i < gone.size(); i++) {
      names.put("#g" + i, gone.get(i));
      values.put(":now", Row.of(now.toEpochMilli()));
      holds.append(" AND holders.#g").append(i).append(" <= :now");
    }
    return new Condition(holds.toString(), names, values);
  }

  private static List<String> over(
      Map<String, AttributeValue> holders, ExecutionId me, Instant now) {
    List<String> over = new ArrayList<>();
    holders.forEach(
        (holder, until) -> {
          if (!holder.equals(me.value()) && Long.parseLong(until.n()) <= now.toEpochMilli()) {
            over.add(holder);
          }
        });
    return over;
  }

  private void begin(Key group) {
    Row empty = group.row().with(HOLDERS, AttributeValue.fromM(Map.of()));
    table.put(empty, Condition.of("attribute_not_exists(pk)"));
  }

  private void remember(Held one, int group) {
    synchronized (held) {
      held.remove(one);
      held.put(one, group);
      if (held.size() > MOST_REMEMBERED) {
        held.remove(held.keySet().iterator().next());
      }
    }
  }

  void release(TenantId tenant, ExecutionId holder) {
    OptionalInt known;
    synchronized (held) {
      Integer group = held.remove(new Held(tenant, holder));
      known = group == null ? OptionalInt.empty() : OptionalInt.of(group);
    }
    if (known.isPresent()) {
      release(key(tenant, known.getAsInt()), holder);
      return;
    }
    // Taken by another process: look where.
    for (Row row : table.all(Partitions.rate(tenant))) {
      if (row.has(HOLDERS) && row.value(HOLDERS).m().containsKey(holder.value())) {
        release(new Key(row.text(Row.PK), row.value(Row.SK)), holder);
      }
    }
  }

  private void release(Key group, ExecutionId holder) {
    table.update(
        group,
        "REMOVE holders.#me",
        Condition.of("attribute_exists(holders.#me)").name("#me", holder.value()));
  }
}
