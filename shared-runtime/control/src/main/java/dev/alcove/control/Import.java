package dev.alcove.control;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleReader;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.Ports;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TransferRecord;
import dev.alcove.wire.Json;
import dev.alcove.wire.VersionHashing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what an export holds into a tenant that is paused. Each record can be written again: an
 * import that broke off is begun anew.
 */
final class Import {
  /** As many keys and bytes as a run may write: the stores take no larger commits. */
  private static final int MOST_KEYS = 90;

  private static final int MOST_BYTES = 2_500_000;
  private static final int MOST_TRIES = 30;

  private final Ports ports;
  private final Deployments deployments;
  private final TenantId tenant;
  private Map<String, Map<Bytes, Optional<Bytes>>> writes = new HashMap<>();
  private int keys;
  private long bytes;

  Import(Ports ports, Deployments deployments, TenantId tenant) {
    this.ports = ports;
    this.deployments = deployments;
    this.tenant = tenant;
  }

  /**
   * Writes records, in their order.
   *
   * @throws Refusal if an app is not what its version says, or is refused here; what came before it
   *     is written
   */
  void write(List<TransferRecord> records) {
    for (TransferRecord one : records) {
      switch (one) {
        // The tenant itself is made by who imports, and who reads the whole looks for the end.
        case TransferRecord.Begin _, TransferRecord.End _ -> {}
        case TransferRecord.App app -> deploy(app);
        case TransferRecord.Item(String map, Bytes key, Bytes value) -> add(map, key, value);
        case TransferRecord.Point point -> put(point);
        case TransferRecord.Stored(StorageStore.Entry entry) ->
            ports.storage().set(tenant, entry.key(), entry.json(), entry.expires());
      }
    }
    commit();
  }

  private void deploy(TransferRecord.App app) {
    if (!VersionHashing.hash(app.metadata(), app.modules()).equals(app.version())) {
      throw Refusal.invalid(
          "App `" + app.app() + "` is not what its version says: it was altered.");
    }
    DeployResult result = deploy(app, Bundle.of(app.metadata(), app.modules()));
    if (result instanceof DeployResult.Refused refused) {
      // What came by CCF's proposal was held to CCF's rules, not to ours.
      result = deploy(app, proposal(app));
      if (result instanceof DeployResult.Refused) {
        throw new Refusal(
            ErrorCode.REFUSED_BUNDLE,
            "App `" + app.app() + "` is refused here: " + refused.problems().getFirst());
      }
    }
    if (result instanceof DeployResult.Conflict) {
      throw new Refusal(
          ErrorCode.CONFLICTING_DEPLOY, "App `" + app.app() + "` was deployed meanwhile.");
    }
  }

  private DeployResult deploy(TransferRecord.App app, Bundle bundle) {
    return deployments.deploy(
        tenant, app.app(), bundle, app.deployer(), "Imported.", Optional.empty());
  }

  private static Bundle proposal(TransferRecord.App app) {
    var proposal = Json.object();
    var args = proposal.putArray("actions").addObject().put("name", "set_js_app").putObject("args");
    args.put("disable_bytecode_cache", app.disableBytecodeCache());
    var bundle = args.putObject("bundle");
    bundle.set("metadata", Json.parse(app.metadata()));
    var modules = bundle.putArray("modules");
    app.modules()
        .forEach((name, source) -> modules.addObject().put("name", name).put("module", source));
    return BundleReader.fromJson(Json.bytes(proposal));
  }

  private void add(String map, Bytes key, Bytes value) {
    if (keys == MOST_KEYS || bytes + key.size() + value.size() > MOST_BYTES) {
      commit();
    }
    writes.computeIfAbsent(map, _ -> new HashMap<>()).put(key, Optional.of(value));
    keys++;
    bytes += key.size() + value.size();
  }

  private void commit() {
    if (keys == 0) {
      return;
    }
    String attempt = "import-" + ports.ids().next();
    for (int i = 0; i < MOST_TRIES; i++) {
      long head = ports.kv().open(tenant).seq();
      KvLog.CommitResult result =
          ports
              .kv()
              .commit(
                  tenant,
                  new KvLog.Commit(
                      attempt,
                      Optional.of(new KvLog.LogWrite(head, writes)),
                      List.of(),
                      Optional.empty(),
                      Optional.empty()));
      if (result instanceof KvLog.CommitResult.Committed) {
        writes = new HashMap<>();
        keys = 0;
        bytes = 0;
        return;
      }
    }
    throw new Refusal(ErrorCode.CONFLICT, "Others write to the tenant at the same time.");
  }

  private void put(TransferRecord.Point point) {
    KvLog.PointItem item = new KvLog.PointItem(point.value(), ports.ids().next(), point.expires());
    ports
        .kv()
        .commit(
            tenant,
            new KvLog.Commit(
                "import-" + ports.ids().next(),
                Optional.empty(),
                List.of(
                    new PointChange(
                        new KvLog.PointAddress.InMap(point.map(), point.key()),
                        new PointChange.Expectation.Anything(),
                        new PointChange.Action.Put(item))),
                Optional.empty(),
                Optional.empty()));
  }
}
