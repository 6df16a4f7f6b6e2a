package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the platform team decides about administration.
 *
 * @param plans that a tenant can have, by name
 * @param defaultPlan of a new tenant for which nobody says one, and of one whose plan is gone
 * @param defaultTier of a new tenant for which nobody says one
 */
public record ControlSettings(
    SortedMap<String, Plan> plans, Plan defaultPlan, LiveItem.Tier defaultTier) {
  public ControlSettings {
    requireNonNull(defaultPlan, "defaultPlan is null");
    TreeMap<String, Plan> all = new TreeMap<>(plans);
    all.putIfAbsent(defaultPlan.name(), defaultPlan);
    plans = Collections.unmodifiableSortedMap(all);
    requireNonNull(defaultTier, "defaultTier is null");
  }

  /** Settings with these plans; new tenants share the platform's processes. */
  public static ControlSettings of(Map<String, Plan> plans, Plan defaultPlan) {
    return new ControlSettings(new TreeMap<>(plans), defaultPlan, LiveItem.Tier.SHARED);
  }

  Plan plan(String name) {
    return plans.getOrDefault(name, defaultPlan);
  }
}
