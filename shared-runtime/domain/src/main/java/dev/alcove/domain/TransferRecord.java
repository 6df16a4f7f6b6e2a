package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One piece of a tenant on its way from one installation to another. An export is a {@link Begin},
 * then what the tenant has, in any order, then an {@link End}.
 */
public sealed interface TransferRecord {
  /**
   * Whose export this is.
   *
   * @param name what people call the tenant
   * @param plan the plan's name, which the other installation may not have
   * @param seq the number of the tenant's last commit when the export began
   */
  record Begin(
      TenantId tenant,
      String name,
      String plan,
      LiveItem.Tier tier,
      LiveItem.State state,
      long seq,
      Instant time)
      implements TransferRecord {
    public Begin {
      requireNonNull(tenant, "tenant is null");
      requireNonNull(name, "name is null");
      requireNonNull(plan, "plan is null");
      requireNonNull(tier, "tier is null");
      requireNonNull(state, "state is null");
      requireNonNull(time, "time is null");
    }
  }

  /**
   * The live version of an app, as its author wrote it: it is checked and compiled anew where it
   * arrives.
   *
   * @param metadata the canonical {@code app.json}
   * @param modules the sources by name
   * @param disableBytecodeCache what {@code set_js_app} said
   * @param deployer for whom cron and event scripts run
   */
  record App(
      AppName app,
      VersionHash version,
      String metadata,
      SortedMap<String, String> modules,
      boolean disableBytecodeCache,
      User deployer)
      implements TransferRecord {
    public App {
      requireNonNull(app, "app is null");
      requireNonNull(version, "version is null");
      requireNonNull(metadata, "metadata is null");
      modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
      requireNonNull(deployer, "deployer is null");
    }
  }

  /** A key of a logged map. */
  record Item(String map, Bytes key, Bytes value) implements TransferRecord {
    public Item {
      requireNonNull(map, "map is null");
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
    }
  }

  /**
   * A key of a point map.
   *
   * @param expires seconds since the epoch
   */
  record Point(String map, Bytes key, Bytes value, OptionalLong expires) implements TransferRecord {
    public Point {
      requireNonNull(map, "map is null");
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(expires, "expires is null");
    }
  }

  /** A key of the scripts' storage. */
  record Stored(StorageStore.Entry entry) implements TransferRecord {
    public Stored {
      requireNonNull(entry, "entry is null");
    }
  }

  /**
   * Nothing is missing.
   *
   * @param seq the number of the tenant's last commit when the export ended; another one than at
   *     its beginning: something was written meanwhile and may be missing
   */
  record End(long seq) implements TransferRecord {}
}
