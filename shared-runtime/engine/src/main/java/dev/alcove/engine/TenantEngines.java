package dev.alcove.engine;

import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One engine for each tenant that ran lately. The least recently used go first when all together
 * weigh too much; one that is in use is closed when its last user is done. Thread-safe.
 */
final class TenantEngines implements AutoCloseable {
  /** An engine with a small app, measured: 2.2 MB of trusted code and built-ins. */
  private static final long BASE_BYTES = 2_300_000;

  /** Parsed code against its source, measured: 39 MB for 1 MB of (two-byte) source. */
  private static final long PARSED_FACTOR = 20;

  /** The engine of a tenant, for as long as it is open. */
  final class Lease implements AutoCloseable {
    private final Entry entry;
    private final Bundle bundle;
    private final boolean cold;
    private boolean closed;

    private Lease(Entry entry, Bundle bundle, boolean cold) {
      this.entry = entry;
      this.bundle = bundle;
      this.cold = cold;
    }

    TenantEngine engine() {
      return entry.engine;
    }

    Bundle bundle() {
      return bundle;
    }

    /** Whether the version has not run on this engine before. */
    boolean cold() {
      return cold;
    }

    @Override
    public void close() {
      synchronized (TenantEngines.this) {
        if (!closed) {
          closed = true;
          entry.users--;
          closeIfDone(entry);
        }
      }
    }
  }

  private static final class Entry {
    final TenantEngine engine;
    final Map<VersionHash, Bundle> versions = new HashMap<>();
    long bytes = BASE_BYTES;
    int users;
    boolean retired;

    Entry(TenantEngine engine) {
      this.engine = engine;
    }

    /** A debugger is, or may be, attached: this engine stays for as long as the process does. */
    boolean stays() {
      return !engine.address().isEmpty();
    }
  }

  private final EngineSettings settings;
  private final Map<TenantId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final ArrayDeque<TenantEngine> blank = new ArrayDeque<>();
  private final AtomicLong bytes = new AtomicLong();

  TenantEngines(EngineSettings settings) {
    this.settings = settings;
    settings
        .inspector()
        .ifPresent(i -> entries.put(i.tenant(), new Entry(TenantEngine.inspected(i.path()))));
  }

  /** Host, port and path of the inspector's WebSocket; empty without one. */
  synchronized Optional<String> inspector() {
    return entries.values().stream()
        .filter(Entry::stays)
        .map(entry -> entry.engine.address())
        .findFirst();
  }

  /** Puts an engine in stock; false if there are enough. */
  synchronized boolean stock(TenantEngine engine) {
    if (blank.size() >= settings.blankEngines()) {
      return false;
    }
    blank.add(engine);
    return true;
  }

  /** What all of them weigh, by our estimate. */
  long bytes() {
    return bytes.get();
  }

  /** An engine for one use; the caller closes it. */
  TenantEngine blank() {
    TenantEngine ready;
    synchronized (this) {
      ready = blank.poll();
    }
    return ready == null ? new TenantEngine() : ready;
  }

  /** Whether there are fewer blank engines than there should be. */
  synchronized boolean wantsStock() {
    return blank.size() < settings.blankEngines();
  }

  /** The tenant's engine, made if it has none: that takes some milliseconds, outside the lock. */
  Lease lease(TenantId tenant, Version version) {
    boolean known;
    synchronized (this) {
      known = entries.containsKey(tenant);
    }
    TenantEngine spare = known ? null : blank();
    Lease lease = lease(tenant, version, spare);
    if (spare != null && lease.engine() != spare && !stock(spare)) {
      spare.close();
    }
    return lease;
  }

  private synchronized Lease lease(TenantId tenant, Version version, @Nullable TenantEngine spare) {
    Entry entry = entries.get(tenant);
    if (entry == null) {
      entry = new Entry(spare == null ? blank() : spare);
      entries.put(tenant, entry);
      bytes.addAndGet(entry.bytes);
    }
    Bundle bundle = entry.versions.get(version.hash());
    boolean cold = bundle == null;
    if (bundle == null) {
      bundle = new Bundle(version.modules());
      entry.versions.put(version.hash(), bundle);
      long more = version.weight() * PARSED_FACTOR;
      entry.bytes += more;
      bytes.addAndGet(more);
    }
    entry.users++;
    shrink(entry);
    return new Lease(entry, bundle, cold);
  }

  private void shrink(Entry kept) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (bytes.get() > settings.cachedBytes() && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry != kept && !entry.stays()) {
        oldest.remove();
        retire(entry);
      }
    }
  }

  private void retire(Entry entry) {
    bytes.addAndGet(-entry.bytes);
    entry.retired = true;
    closeIfDone(entry);
  }

  private static void closeIfDone(Entry entry) {
    if (entry.retired && entry.users == 0) {
      entry.engine.close();
    }
  }

  /**
   * An engine keeps the code of every version that it ever ran, so the tenant gets another one:
   * runs under way end on the old.
   */
  synchronized void retain(TenantId tenant, Set<VersionHash> live) {
    Entry entry = entries.get(tenant);
    if (entry != null && entry.stays()) {
      forgetAllBut(live, entry);
    } else if (entry != null && !live.containsAll(entry.versions.keySet())) {
      entries.remove(tenant);
      retire(entry);
    }
  }

  private static void forgetAllBut(Set<VersionHash> live, Entry entry) {
    entry.versions.keySet().retainAll(live);
  }

  @Override
  public synchronized void close() {
    entries.values().forEach(this::retire);
    entries.clear();
    blank.forEach(TenantEngine::close);
    blank.clear();
  }
}
