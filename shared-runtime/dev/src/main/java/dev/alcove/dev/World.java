package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a laptop serves: tenants with their users and the places of their apps.
 *
 * @param plans by name, with {@code unmetered}
 * @param settings text by name, for {@link DevSettings}
 */
record World(List<Tenant> tenants, Map<String, Plan> plans, Map<String, String> settings) {
  /** The plan of a tenant that names none. */
  static final String UNMETERED = "unmetered";

  /**
   * A tenant of the world.
   *
   * @param deployer for whom the cron and event scripts of its folders run
   * @param apps the bundle of each app: a folder, or a JSON file
   */
  record Tenant(
      TenantId id,
      String name,
      String plan,
      LiveItem.Tier tier,
      User deployer,
      List<User> users,
      SortedMap<AppName, Path> apps) {
    Tenant {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      requireNonNull(plan, "plan is null");
      requireNonNull(tier, "tier is null");
      requireNonNull(deployer, "deployer is null");
      users = List.copyOf(users);
      apps = Collections.unmodifiableSortedMap(new TreeMap<>(apps));
    }
  }

  World {
    tenants = List.copyOf(tenants);
    plans = Map.copyOf(plans);
    settings = Map.copyOf(settings);
  }

  Optional<Tenant> tenant(TenantId id) {
    return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
  }
}
