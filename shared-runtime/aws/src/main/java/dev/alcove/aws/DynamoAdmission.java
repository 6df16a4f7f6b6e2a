package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.DynamoTable.Updated;
import dev.alcove.domain.Admission;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How much a tenant may do, over all environments. Every step is one conditional update. A repeat
 * of one whose answer was lost can only count too much, never too little.
 */
final class DynamoAdmission implements Admission {
  private static final Bytes TOKENS = Bytes.utf8("TOKENS");
  private static final String SECOND = "second";
  private static final String USED = "used";
  private static final String HOLDER = "execution";
  private static final String UNTIL = "until";
  private static final String COUNT = "count";

  /** A clock that runs ahead by more than this does not hold up the others. */
  private static final long SKEW_SECONDS = 10;

  /** Each one in vain means that somebody else got on. */
  private static final int MOST_TRIES = 100;

  /** What nobody gave back is removed by the TTL some time later. */
  private static final long REMOVED_AFTER_SECONDS = 3_600;

  private final DynamoTable table;
  private final Clock clock;
  private final Slots slots;

  DynamoAdmission(DynamoTable table, Clock clock) {
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.slots = new Slots(table);
  }

  @Override
  public int leaseTokens(TenantId tenant, int wanted, int perSecond, Instant now) {
    long second = now.getEpochSecond();
    int asked = Math.min(wanted, perSecond);
    for (int tries = 0; asked > 0 && tries < MOST_TRIES; tries++) {
      Updated updated = lease(tenant, second, asked, perSecond);
      if (updated instanceof Updated.Now) {
        return asked;
      }
      Optional<Row> there = ((Updated.Not) updated).refused().there();
      long at = there.map(row -> row.number(SECOND)).orElse(Long.MIN_VALUE);
      if (at < second || at > second + SKEW_SECONDS) {
        if (begin(tenant, second, asked)) {
          return asked;
        }
      } else {
        // The stored second may be later than ours by a little: then it is the one that counts.
        second = at;
        long left = perSecond - there.map(row -> row.number(USED)).orElse(0L);
        asked = Math.clamp(left, 0, asked);
      }
    }
    return 0;
  }

  private static Key tokens(TenantId tenant) {
    return Key.of(Partitions.rate(tenant), TOKENS);
  }

  private Updated lease(TenantId tenant, long second, int asked, int perSecond) {
    return table.update(
        tokens(tenant),
        "SET used = used + :asked",
        Condition.of("#second = :second AND used <= :most")
            .name("#second", SECOND)
            .value(":second", Row.of(second))
            .value(":asked", Row.of(asked))
            .value(":most", Row.of(perSecond - (long) asked)));
  }

  /** Whether it was us who began the second. */
  private boolean begin(TenantId tenant, long second, int asked) {
    Condition other =
        Condition.of("attribute_not_exists(pk) OR #second < :second OR #second > :ahead")
            .name("#second", SECOND)
            .value(":second", Row.of(second))
            .value(":ahead", Row.of(second + SKEW_SECONDS));
    Row row = tokens(tenant).row().with(SECOND, second).with(USED, asked);
    return table.put(row, other).isEmpty();
  }

  @Override
  public boolean takeSlot(
      TenantId tenant, ExecutionId holder, int most, Instant now, Instant until) {
    return slots.take(tenant, holder, most, now, until);
  }

  @Override
  public void releaseSlot(TenantId tenant, ExecutionId holder) {
    slots.release(tenant, holder);
  }

  private static Key busy(ScriptRef script) {
    return Key.of(
        Partitions.busy(script.tenant()), Bytes.utf8(script.app() + "#" + script.script()));
  }

  @Override
  public boolean takeBusy(ScriptRef script, ExecutionId holder, Instant now, Instant until) {
    Row mark =
        busy(script)
            .row()
            .with(HOLDER, holder.value())
            .with(UNTIL, until.toEpochMilli())
            .with(Row.EXPIRES, until.getEpochSecond() + REMOVED_AFTER_SECONDS);
    Condition free =
        Condition.of("attribute_not_exists(pk) OR #until <= :now OR #holder = :holder")
            .name("#until", UNTIL)
            .name("#holder", HOLDER)
            .value(":now", Row.of(now.toEpochMilli()))
            .value(":holder", Row.of(holder.value()));
    return table.put(mark, free).isEmpty();
  }

  @Override
  public void releaseBusy(ScriptRef script, ExecutionId holder) {
    table.delete(
        busy(script),
        Condition.of("#holder = :holder")
            .name("#holder", HOLDER)
            .value(":holder", Row.of(holder.value())));
  }

  @Override
  public int countDescendants(TenantId tenant, String root, int more, Instant expires) {
    Key key = Key.of(Partitions.roots(tenant), SortKeys.of(Bytes.utf8(root)));
    long seconds = InboxRows.seconds(expires);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      long now = clock.now().getEpochSecond();
      Updated updated =
          table.update(
              key,
              "SET #exp = :exp ADD #count :more",
              new Condition(
                      "attribute_not_exists(#exp) OR #exp > :now",
                      Map.of("#exp", Row.EXPIRES, "#count", COUNT),
                      Map.of(":exp", Row.of(seconds), ":more", Row.of(more)))
                  .value(":now", Row.of(now)));
      if (updated instanceof Updated.Now(Row row)) {
        return (int) row.number(COUNT);
      }
      // One that has expired counts from the beginning.
      Row fresh = key.row().with(COUNT, more).with(Row.EXPIRES, seconds);
      if (table.put(fresh, Condition.absent(now)).isEmpty()) {
        return more;
      }
    }
    throw new IllegalStateException("The descendants of an event could not be counted.");
  }

  @Override
  public void erase(TenantId tenant) {
    table.erase(Partitions.rate(tenant));
    table.erase(Partitions.busy(tenant));
    table.erase(Partitions.roots(tenant));
  }
}
