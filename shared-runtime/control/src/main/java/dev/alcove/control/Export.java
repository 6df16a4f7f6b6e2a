package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.control.ExportPosition.Stage;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Module;
import dev.alcove.domain.Ports;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TransferRecord;
import dev.alcove.domain.Version;
import dev.alcove.wire.TransferFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One page of what a tenant has, from a position on. For one call. */
final class Export {
  /** An answer on AWS has 4.5 MB at most, and one value may have 1 MB here. */
  static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final int READ_AT_ONCE = 200;

  private final Ports ports;
  private final LiveItem live;
  private final TenantId tenant;
  private final List<Bytes> records = new ArrayList<>();
  private long bytes;
  private Optional<ExportPosition> next = Optional.empty();

  private Export(Ports ports, LiveItem live) {
    this.ports = ports;
    this.live = live;
    this.tenant = live.tenant();
  }

  /**
   * A page.
   *
   * @param records transfer records, as they are written
   * @param next where the next page begins; empty: this is the last
   */
  record Page(List<Bytes> records, Optional<ExportPosition> next) {
    Page {
      records = List.copyOf(records);
      requireNonNull(next, "next is null");
    }
  }

  static Page page(Ports ports, LiveItem live, ExportPosition from) {
    Export export = new Export(ports, live);
    export.fill(from);
    return new Page(export.records, export.next);
  }

  private void fill(ExportPosition from) {
    if (begin(from) && apps(from) && items(from) && points(from) && storage(from)) {
      records.add(TransferFormat.write(new TransferRecord.End(seq())));
      next = Optional.empty();
    }
  }

  /** False if the page is full: the next one begins behind {@code position}. */
  private boolean add(TransferRecord one, ExportPosition position) {
    Bytes written = TransferFormat.write(one);
    records.add(written);
    bytes += written.size();
    next = Optional.of(position);
    return bytes < MOST_BYTES;
  }

  private boolean begin(ExportPosition from) {
    if (!from.equals(ExportPosition.START)) {
      return true;
    }
    return add(
        new TransferRecord.Begin(
            tenant,
            live.name(),
            live.plan(),
            live.tier(),
            live.state(),
            seq(),
            ports.clock().now()),
        new ExportPosition(Stage.APPS, "", Optional.empty()));
  }

  private long seq() {
    return ports.kv().open(tenant).seq();
  }

  private boolean apps(ExportPosition from) {
    if (!from.reaches(Stage.APPS)) {
      return true;
    }
    for (Map.Entry<AppName, LiveItem.LiveApp> app : live.apps().entrySet()) {
      String name = app.getKey().value();
      if (name.compareTo(from.nameIn(Stage.APPS)) > 0
          && !add(
              app(app.getKey(), app.getValue()),
              new ExportPosition(Stage.APPS, name, Optional.empty()))) {
        return false;
      }
    }
    return true;
  }

  private TransferRecord app(AppName name, LiveItem.LiveApp app) {
    Version version =
        ports
            .code()
            .get(tenant, app.version())
            .orElseThrow(() -> new IllegalStateException("a live version is not stored"));
    SortedMap<String, String> modules = new TreeMap<>();
    for (Module module : version.modules().values()) {
      modules.put(module.name(), module.source());
    }
    return new TransferRecord.App(
        name,
        version.hash(),
        version.metadata(),
        modules,
        version.disableBytecodeCache(),
        app.deployer());
  }

  private boolean items(ExportPosition from) {
    if (!from.reaches(Stage.ITEMS)) {
      return true;
    }
    for (String map : ports.kv().maps(tenant).tailSet(from.nameIn(Stage.ITEMS))) {
      Optional<Bytes> after = from.keyIn(Stage.ITEMS, map);
      List<KvLog.Item> some;
      do {
        some = ports.kv().scan(tenant, map, after, READ_AT_ONCE);
        for (KvLog.Item item : some) {
          after = Optional.of(item.key());
          if (!add(
              new TransferRecord.Item(map, item.key(), item.value()),
              new ExportPosition(Stage.ITEMS, map, after))) {
            return false;
          }
        }
      } while (some.size() == READ_AT_ONCE);
    }
    return true;
  }

  private boolean points(ExportPosition from) {
    if (!from.reaches(Stage.POINTS)) {
      return true;
    }
    for (String map : live.pointMaps().tailSet(from.nameIn(Stage.POINTS))) {
      Optional<Bytes> after = from.keyIn(Stage.POINTS, map);
      List<KvLog.KeyedPoint> some;
      do {
        some = ports.kv().points(tenant, map, after, READ_AT_ONCE);
        for (KvLog.KeyedPoint point : some) {
          after = Optional.of(point.key());
          if (!add(
              new TransferRecord.Point(
                  map, point.key(), point.item().value(), point.item().expires()),
              new ExportPosition(Stage.POINTS, map, after))) {
            return false;
          }
        }
      } while (some.size() == READ_AT_ONCE);
    }
    return true;
  }

  private boolean storage(ExportPosition from) {
    if (!from.reaches(Stage.STORAGE)) {
      return true;
    }
    Optional<Bytes> after = from.keyIn(Stage.STORAGE, "");
    List<StorageStore.Entry> some;
    do {
      some = ports.storage().list(tenant, "", after.map(Bytes::text), READ_AT_ONCE);
      for (StorageStore.Entry entry : some) {
        after = Optional.of(Bytes.utf8(entry.key()));
        if (!add(new TransferRecord.Stored(entry), new ExportPosition(Stage.STORAGE, "", after))) {
          return false;
        }
      }
    } while (some.size() == READ_AT_ONCE);
    return true;
  }
}
