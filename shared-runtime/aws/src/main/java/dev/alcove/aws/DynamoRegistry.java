package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Ids;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LiveItem.LiveApp;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionInfo;
import dev.alcove.wire.DeploymentFormat;
import dev.alcove.wire.LiveItemFormat;
import dev.alcove.wire.VersionInfoFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tenants, versions, deployments and what is live, in a table of their own: {@code REG#<tenant>} /
 * {@code LIVE}, {@code VER#<app>#<hash>}, {@code DEP#<app>#<number, 16 digits>}; and {@code
 * TENANTS} / the ids.
 */
final class DynamoRegistry implements Registry {
  private static final String TENANTS = "TENANTS";
  private static final String LIVE = "LIVE";
  private static final String ITEM = "item";
  private static final String REVISION = "revision";
  private static final int MOST_TRIES = 30;

  private final DynamoTable table;
  private final Ids ids;
  private final Pauses pauses;

  DynamoRegistry(DynamoTable table, Ids ids, Pauses pauses) {
    this.table = requireNonNull(table, "table is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  private static String partition(TenantId tenant) {
    return "REG#" + tenant;
  }

  private static Key live(String partition) {
    return Key.of(partition, LIVE);
  }

  private static String versions(AppName app) {
    return "VER#" + app + "#";
  }

  private static String deployments(AppName app) {
    return "DEP#" + app + "#";
  }

  @Override
  public Optional<LiveItem> live(TenantId tenant) {
    return table.get(live(partition(tenant))).map(row -> LiveItemFormat.read(row.bytes(ITEM)));
  }

  @Override
  public List<TenantId> tenants() {
    return table.all(TENANTS).stream().map(row -> new TenantId(row.text(Row.SK))).toList();
  }

  @Override
  public boolean flip(LiveItem next, Optional<Deployment> deployment) {
    // By this a flip whose answer was lost knows its own item again.
    String writeId = ids.next();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      DynamoTransaction transaction = new DynamoTransaction(table.client(), ids.next());
      addFlip(transaction, next, writeId);
      deployment.ifPresent(one -> transaction.put(table, row(one)));
      Optional<DynamoTransaction.Cancelled> cancelled = transaction.commit();
      if (cancelled.isEmpty()) {
        return true;
      }
      Optional<DynamoTable.Refused> refused = cancelled.get().refused(0);
      if (refused.isPresent()) {
        return refused.get().wrote(PointRows.WRITE_ID, writeId);
      }
      pauses.pause(tries);
    }
    return false;
  }

  private void addFlip(DynamoTransaction transaction, LiveItem next, String writeId) {
    String partition = partition(next.tenant());
    Row row =
        live(partition)
            .row()
            .with(ITEM, LiveItemFormat.write(next))
            .with(REVISION, next.revision())
            .with(PointRows.WRITE_ID, writeId);
    if (next.revision() == 1) {
      transaction.put(table, row, Condition.of("attribute_not_exists(pk)"));
      transaction.put(table, Key.of(TENANTS, next.tenant().value()).row());
    } else {
      transaction.put(
          table,
          row,
          Condition.of("revision = :before").value(":before", Row.of(next.revision() - 1)));
    }
  }

  private static Row row(Deployment deployment) {
    String number = String.format(Locale.ROOT, "%016d", deployment.number());
    return Key.of(partition(deployment.tenant()), deployments(deployment.app()) + number)
        .row()
        .with(ITEM, DeploymentFormat.write(deployment));
  }

  @Override
  public void addVersion(VersionInfo version) {
    String partition = partition(version.tenant());
    Row row =
        Key.of(partition, versions(version.app()) + version.hash())
            .row()
            .with(ITEM, VersionInfoFormat.write(version));
    table.put(row, Condition.of("attribute_not_exists(pk)"));
    removeOldest(version.tenant(), version.app());
  }

  /**
   * What is live stays, however old it is; so they go only while the live item is what was read.
   */
  private void removeOldest(TenantId tenant, AppName app) {
    List<VersionInfo> versions = versions(tenant, app);
    if (versions.size() <= MOST_VERSIONS) {
      return;
    }
    Optional<LiveItem> live = live(tenant);
    Optional<LiveApp> used = live.map(item -> item.apps().get(app));
    String partition = partition(tenant);
    for (VersionInfo old : versions.subList(MOST_VERSIONS, versions.size())) {
      if (used.isPresent() && used.get().version().equals(old.hash())) {
        continue;
      }
      DynamoTransaction transaction = new DynamoTransaction(table.client(), ids.next());
      transaction.check(
          table,
          live(partition),
          live.map(item -> Condition.of("revision = :now").value(":now", Row.of(item.revision())))
              .orElse(Condition.of("attribute_not_exists(pk)")));
      transaction.delete(table, Key.of(partition, versions(app) + old.hash()));
      if (transaction.commit().isPresent()) {
        // Somebody deploys just now: whoever adds the next version removes it.
        return;
      }
    }
  }

  @Override
  public List<VersionInfo> versions(TenantId tenant, AppName app) {
    List<VersionInfo> versions = new ArrayList<>();
    table.walk(
        range ->
            range
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(":pk", Row.of(partition(tenant)), ":prefix", Row.of(versions(app)))),
        row -> versions.add(VersionInfoFormat.read(row.bytes(ITEM))));
    versions.sort(Comparator.comparing(VersionInfo::created).reversed());
    return versions;
  }

  @Override
  public List<Deployment> deployments(TenantId tenant, AppName app, int limit) {
    List<Deployment> deployments = new ArrayList<>();
    if (limit < 1) {
      return deployments;
    }
    table.walk(
        range ->
            range
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(":pk", Row.of(partition(tenant)), ":prefix", Row.of(deployments(app))))
                .scanIndexForward(false)
                .limit(limit),
        row -> {
          deployments.add(DeploymentFormat.read(row.bytes(ITEM)));
          return deployments.size() < limit;
        });
    return deployments;
  }
}
