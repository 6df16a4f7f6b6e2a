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
 */
public record DispatchSettings(
    boolean scriptsEnabled, Map<String, Plan> plans, Plan defaultPlan, List<TokenIssuer> issuers) {
  public DispatchSettings {
    plans = Map.copyOf(plans);
    requireNonNull(defaultPlan, "defaultPlan is null");
    issuers = List.copyOf(issuers);
  }

  Plan plan(String name) {
    return plans.getOrDefault(name, defaultPlan);
  }
}
