package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is read of a tenant to serve a request: at most 4 KB when stored.
 *
 * @param revision grows with each change; a change names the one it was based on
 * @param name what people call the tenant
 * @param plan the plan's name; plans are settings
 * @param pointMaps the maps that any app ever declared {@code "point"}: a map is the tenant's, not
 *     an app's, and keeps its kind
 */
public record LiveItem(
    TenantId tenant,
    long revision,
    String name,
    State state,
    String plan,
    Tier tier,
    SortedMap<AppName, LiveApp> apps,
    SortedSet<String> pointMaps) {
  /** Whether the tenant's scripts run. */
  public enum State {
    ACTIVE,
    PAUSED
  }

  /** How strongly a tenant is isolated. */
  public enum Tier {
    SHARED,
    STRICT
  }

  /**
   * The live version of one app.
   *
   * @param deployment the number of the deployment that made it live
   * @param deployer for whom cron and event scripts run
   */
  public record LiveApp(VersionHash version, long deployment, User deployer) {
    public LiveApp {
      requireNonNull(version, "version is null");
      requireNonNull(deployer, "deployer is null");
    }
  }

  public LiveItem {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(name, "name is null");
    requireNonNull(state, "state is null");
    requireNonNull(plan, "plan is null");
    requireNonNull(tier, "tier is null");
    apps = Collections.unmodifiableSortedMap(new TreeMap<>(apps));
    pointMaps = Collections.unmodifiableSortedSet(new TreeSet<>(pointMaps));
  }

  /** A tenant that has no apps yet. */
  public LiveItem(
      TenantId tenant, long revision, String name, State state, String plan, Tier tier) {
    this(tenant, revision, name, state, plan, tier, new TreeMap<>(), new TreeSet<>());
  }

  /** The next revision, with an app replaced or added. */
  public LiveItem with(AppName app, LiveApp live) {
    TreeMap<AppName, LiveApp> more = new TreeMap<>(apps);
    more.put(app, live);
    return new LiveItem(tenant, revision + 1, name, state, plan, tier, more, pointMaps);
  }

  /** This one, with more maps that are point maps for good; of the same revision. */
  public LiveItem withPointMaps(Collection<String> declared) {
    TreeSet<String> more = new TreeSet<>(pointMaps);
    more.addAll(declared);
    return new LiveItem(tenant, revision, name, state, plan, tier, apps, more);
  }

  /** The next revision, without an app. */
  public LiveItem without(AppName app) {
    TreeMap<AppName, LiveApp> fewer = new TreeMap<>(apps);
    fewer.remove(app);
    return new LiveItem(tenant, revision + 1, name, state, plan, tier, fewer, pointMaps);
  }

  /** The next revision, with other properties of the tenant. */
  public LiveItem with(String otherName, State otherState, String otherPlan, Tier otherTier) {
    return new LiveItem(
        tenant, revision + 1, otherName, otherState, otherPlan, otherTier, apps, pointMaps);
  }
}
