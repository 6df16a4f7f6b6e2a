package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What a tenant pays for.
 *
 * @param limits what one of its runs may use
 * @param requestsPerSecond admitted before any work is done; empty: no rate (the laptop's default)
 * @param runsAtOnce runs of the tenant at one time, over all environments
 */
public record Plan(String name, Limits limits, OptionalInt requestsPerSecond, int runsAtOnce) {
  private static final int MOST_REQUESTS_PER_SECOND = 5_000;
  private static final int MOST_RUNS_AT_ONCE = 1_000;

  public Plan {
    requireNonNull(name, "name is null");
    requireNonNull(limits, "limits is null");
    if (requestsPerSecond.isPresent()
        && (requestsPerSecond.getAsInt() < 1
            || requestsPerSecond.getAsInt() > MOST_REQUESTS_PER_SECOND)) {
      throw new InvalidValueException("A plan's requests per second must be 1 to 5,000.");
    }
    if (runsAtOnce < 1 || runsAtOnce > MOST_RUNS_AT_ONCE) {
      throw new InvalidValueException("A plan's runs at once must be 1 to 1,000.");
    }
  }

  /** The laptop's default: no request rate, as many runs at once as there are places. */
  public static Plan unmetered(Limits limits, int places) {
    return new Plan("unmetered", limits, OptionalInt.empty(), places);
  }
}
