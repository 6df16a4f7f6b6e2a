package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.TenantId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For whom a bundle is compiled.
 *
 * @param plan what a run of the tenant may use; the manifest can only lower it
 * @param others the live manifests of the tenant's apps, among which nothing may be claimed twice;
 *     that of {@code app} itself is replaced and does not count
 */
public record Target(
    TenantId tenant, AppName app, Limits plan, SortedMap<AppName, Manifest> others) {
  public Target {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
    requireNonNull(plan, "plan is null");
    TreeMap<AppName, Manifest> rest = new TreeMap<>(others);
    rest.remove(app);
    others = Collections.unmodifiableSortedMap(rest);
  }
}
