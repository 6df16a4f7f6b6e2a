package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Ids;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LiveItem.LiveApp;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.VersionInfo;
import dev.alcove.wire.DeploymentFormat;
import dev.alcove.wire.LiveItemFormat;
import dev.alcove.wire.TenantRemovalFormat;
import dev.alcove.wire.VersionInfoFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tenants, versions, deployments and what is live, in a table of their own: {@code REG#<tenant>} /
 * {@code LIVE}, {@code VER#<app>#<hash>}, {@code DEP#<app>#<number, 16 digits>}; and {@code
 * TENANTS} / the ids.
 */
final class DynamoRegistry implements Registry {
  private static final String TENANTS = "TENANTS";
  private static final String REMOVALS = "REMOVALS";
  private static final String LIVE = "LIVE";
  private static final String REMOVED = "REMOVED";
  private static final String VERSIONS = "VER#";
  private static final String DEPLOYMENTS = "DEP#";
  private static final String ABSENT = "attribute_not_exists(pk)";
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
    return VERSIONS + app + "#";
  }

  private static String deployments(AppName app) {
    return DEPLOYMENTS + app + "#";
  }

  @Override
  public Optional<LiveItem> live(TenantId tenant) {
    return table.get(live(partition(tenant))).map(row -> LiveItemFormat.read(row.bytes(ITEM)));
  }

  @Override
  public List<TenantId> tenants() {
    return table.all(TENANTS).stream().map(row -> new TenantId(row.text(Row.SK))).toList();
  }

  /** How one try at a change went. */
  private enum Flip {
    DONE,
    /** What is there is not what it was based on. */
    OTHER,
    /** Nothing is there. */
    ABSENT
  }

  @Override
  public boolean flip(LiveItem next, Optional<Deployment> deployment) {
    // By this a flip whose answer was lost knows its own item again.
    String writeId = ids.next();
    if (next.revision() > 1) {
      Flip flip =
          settled(
              transaction -> {
                transaction.put(table, row(next, writeId), isRevision(next.revision() - 1));
                deployment.ifPresent(one -> transaction.put(table, row(one)));
              },
              writeId);
      if (flip != Flip.ABSENT) {
        return flip == Flip.DONE;
      }
    }
    return make(next, deployment, writeId);
  }

  /** The first revision of a tenant, or the one after that of its removal. */
  private boolean make(LiveItem next, Optional<Deployment> deployment, String writeId) {
    Optional<TenantRemoval> removal = removal(next.tenant());
    if (next.revision() != removal.map(TenantRemoval::revision).orElse(0L) + 1) {
      return false;
    }
    if (removal.isPresent()) {
      removeHistory(next.tenant());
    }
    Condition unchanged =
        removal.isPresent() ? isRevision(removal.get().revision()) : Condition.of(ABSENT);
    return settled(
            transaction -> {
              transaction.put(table, row(next, writeId), Condition.of(ABSENT));
              transaction.check(table, removed(next.tenant()), unchanged);
              transaction.put(table, Key.of(TENANTS, next.tenant().value()).row());
              deployment.ifPresent(one -> transaction.put(table, row(one)));
            },
            writeId)
        == Flip.DONE;
  }

  /** Tries until nobody else is writing; the live item is the first of the actions. */
  private Flip settled(Consumer<DynamoTransaction> actions, String writeId) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      DynamoTransaction transaction = new DynamoTransaction(table.client(), ids.next());
      actions.accept(transaction);
      Optional<DynamoTransaction.Cancelled> cancelled = transaction.commit();
      if (cancelled.isEmpty()) {
        return Flip.DONE;
      }
      Optional<DynamoTable.Refused> refused = cancelled.get().refused(0);
      if (refused.isPresent()) {
        boolean own = refused.get().wrote(PointRows.WRITE_ID, writeId);
        Flip other = refused.get().there().isEmpty() ? Flip.ABSENT : Flip.OTHER;
        return own ? Flip.DONE : other;
      }
      if (cancelled.get().conditional()) {
        return Flip.OTHER;
      }
      pauses.pause(tries);
    }
    return Flip.OTHER;
  }

  private static Condition isRevision(long revision) {
    return Condition.of("revision = :revision").value(":revision", Row.of(revision));
  }

  private static Row row(LiveItem item, String writeId) {
    return live(partition(item.tenant()))
        .row()
        .with(ITEM, LiveItemFormat.write(item))
        .with(REVISION, item.revision())
        .with(PointRows.WRITE_ID, writeId);
  }

  private static Key removed(TenantId tenant) {
    return Key.of(partition(tenant), REMOVED);
  }

  /**
   * {@inheritDoc} Versions and deployments may be too many for one transaction: they go behind it,
   * and what a crash leaves of them goes before the tenant is made anew.
   */
  @Override
  public boolean remove(LiveItem last, TenantRemoval removal) {
    String writeId = ids.next();
    TenantId tenant = last.tenant();
    Row record =
        removed(tenant)
            .row()
            .with(ITEM, TenantRemovalFormat.write(removal))
            .with(REVISION, removal.revision())
            .with(PointRows.WRITE_ID, writeId);
    Flip flip =
        settled(
            transaction -> {
              transaction.delete(table, live(partition(tenant)), isRevision(last.revision()));
              transaction.put(table, record);
              transaction.put(
                  table, Key.of(REMOVALS, tenant.value()).row().with(ITEM, record.bytes(ITEM)));
              transaction.delete(table, Key.of(TENANTS, tenant.value()));
            },
            writeId);
    boolean own =
        flip == Flip.DONE
            || table
                .get(removed(tenant))
                .filter(row -> row.text(PointRows.WRITE_ID).equals(writeId))
                .isPresent();
    if (own) {
      removeHistory(tenant);
    }
    return own;
  }

  private void removeHistory(TenantId tenant) {
    List<Key> keys = new ArrayList<>();
    for (Row row : table.all(partition(tenant))) {
      String sort = row.text(Row.SK);
      if (sort.startsWith(VERSIONS) || sort.startsWith(DEPLOYMENTS)) {
        keys.add(Key.of(partition(tenant), sort));
      }
    }
    table.delete(keys);
  }

  @Override
  public Optional<TenantRemoval> removal(TenantId tenant) {
    return table.get(removed(tenant)).map(row -> TenantRemovalFormat.read(row.bytes(ITEM)));
  }

  @Override
  public List<TenantRemoval> removals() {
    return table.all(REMOVALS).stream()
        .map(row -> TenantRemovalFormat.read(row.bytes(ITEM)))
        .toList();
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
    table.put(row, Condition.of(ABSENT));
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
              .orElse(Condition.of(ABSENT)));
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
