package dev.alcove.dispatch;

import dev.alcove.domain.Admission;
import dev.alcove.domain.Clock;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Plan;
import dev.alcove.domain.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Admits runs before any engine work is done: a rate per second, leased a few tokens at a time, and
 * slots that expire by themselves if their holder dies. Thread-safe.
 */
final class Gate {
  /** A tenth of a second's rate at a time: few writes, and little lost with an environment. */
  private static final int LEASES_PER_SECOND = 10;

  /** A slot outlives its run's wall limit by this, so that a late end frees its own slot. */
  private static final long SLOT_SLACK_SECONDS = 5;

  private record Leased(long second, int tokens) {}

  private final Admission admission;
  private final Clock clock;
  private final ConcurrentHashMap<TenantId, Leased> leases = new ConcurrentHashMap<>();

  Gate(Admission admission, Clock clock) {
    this.admission = admission;
    this.clock = clock;
  }

  /** Takes what a run needs; the failure says what there was none of. */
  Optional<Failure> enter(TenantId tenant, Plan plan, ExecutionId execution, long wallMillis) {
    Instant now = clock.now();
    if (plan.requestsPerSecond().isPresent()
        && !takeToken(tenant, plan.requestsPerSecond().getAsInt(), now)) {
      return Optional.of(
          Failure.of(
              ErrorCode.RATE_LIMITED,
              "Tenant "
                  + tenant
                  + " is over its "
                  + plan.requestsPerSecond().getAsInt()
                  + " requests per second."));
    }
    return enterSlot(tenant, plan, execution, wallMillis);
  }

  /** Takes a slot only: queued runs were paid for when they were queued. */
  Optional<Failure> enterSlot(TenantId tenant, Plan plan, ExecutionId execution, long wallMillis) {
    Instant now = clock.now();
    Instant until = now.plusMillis(wallMillis).plusSeconds(SLOT_SLACK_SECONDS);
    if (admission.takeSlot(tenant, execution, plan.runsAtOnce(), now, until)) {
      return Optional.empty();
    }
    return Optional.of(
        Failure.of(
            ErrorCode.RATE_LIMITED,
            "Tenant " + tenant + " already has its " + plan.runsAtOnce() + " runs at once."));
  }

  void leave(TenantId tenant, ExecutionId execution) {
    admission.releaseSlot(tenant, execution);
  }

  private boolean takeToken(TenantId tenant, int perSecond, Instant now) {
    long second = now.getEpochSecond();
    boolean[] taken = new boolean[1];
    leases.compute(
        tenant,
        (t, leased) -> {
          int tokens = leased != null && leased.second == second ? leased.tokens : 0;
          if (tokens == 0) {
            int wanted = Math.max(1, perSecond / LEASES_PER_SECOND);
            tokens = admission.leaseTokens(tenant, wanted, perSecond, now);
          }
          taken[0] = tokens > 0;
          return new Leased(second, Math.max(0, tokens - 1));
        });
    return taken[0];
  }
}
