package dev.alcove.dispatch;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Plan;
import java.util.List;
import java.util.Map;

/**
 * What the platform team decides about dispatching.
 *
 * @param scriptsEnabled {@code SCRIPTS_ENABLED}: whether any tenant code runs
 * @param plans by name; a tenant whose plan is not among them gets {@code defaultPlan}
 * @param issuers whose tokens every tenant accepts
 * @param cachedCodeBytes most bytes of versions kept in memory
 */
public record DispatchSettings(
    boolean scriptsEnabled,
    Map<String, Plan> plans,
    Plan defaultPlan,
    List<TokenIssuer> issuers,
    long cachedCodeBytes) {
  /** Some hundred ordinary apps; one of the largest bundle's size weighs 8 MB. */
  public static final long DEFAULT_CACHED_CODE_BYTES = 128L * 1024 * 1024;

  public DispatchSettings {
    plans = Map.copyOf(plans);
    requireNonNull(defaultPlan, "defaultPlan is null");
    issuers = List.copyOf(issuers);
    if (cachedCodeBytes < 1) {
      throw new IllegalArgumentException("cachedCodeBytes must be at least 1");
    }
  }

  Plan plan(String name) {
    return plans.getOrDefault(name, defaultPlan);
  }
}
