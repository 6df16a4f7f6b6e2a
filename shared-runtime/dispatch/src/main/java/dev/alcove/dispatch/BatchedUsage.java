package dev.alcove.dispatch;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.TenantId;
import dev.alcove.domain.Ticker;
import dev.alcove.domain.Usage;
import dev.alcove.domain.UsageStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A usage store that sums up in memory and writes after {@link #MOST_RUNS} runs or, with the next
 * run, after {@link #MOST_NANOS}; {@link #flush}, {@link #list} and {@link #close} write at once. A
 * process that is killed loses what was not written: at most that many runs. Thread-safe.
 */
public final class BatchedUsage implements UsageStore, AutoCloseable {
  static final int MOST_RUNS = 500;
  static final long MOST_NANOS = 5_000_000_000L;

  /** What is kept while the store fails; tenants' days beyond these are lost. */
  private static final int MOST_SUMS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(BatchedUsage.class);

  private record Key(TenantId tenant, LocalDate day) {}

  private final UsageStore store;
  private final Ticker ticker;
  private final ReentrantLock writing = new ReentrantLock();
  private Map<Key, Usage> sums = new HashMap<>(); // guarded by this
  private long runs; // guarded by this
  private long since; // guarded by this

  /** Sums up before a store. */
  public BatchedUsage(UsageStore store, Ticker ticker) {
    this.store = requireNonNull(store, "store is null");
    this.ticker = requireNonNull(ticker, "ticker is null");
  }

  @Override
  public void add(TenantId tenant, LocalDate day, Usage more) {
    // Whoever finds it time to write does so, unless somebody is at it: nobody waits here.
    if (summed(new Key(tenant, day), more) && writing.tryLock()) {
      try {
        write();
      } finally {
        writing.unlock();
      }
    }
  }

  /** Whether it is time to write. */
  private synchronized boolean summed(Key key, Usage more) {
    if (sums.isEmpty()) {
      since = ticker.nanos();
    }
    sums.merge(key, more, Usage::plus);
    runs += more.count();
    return runs >= MOST_RUNS || ticker.nanos() - since >= MOST_NANOS;
  }

  private synchronized Map<Key, Usage> take() {
    Map<Key, Usage> taken = sums;
    sums = new HashMap<>();
    runs = 0;
    return taken;
  }

  private void write() {
    take()
        .forEach(
            (key, usage) -> {
              try {
                store.add(key.tenant(), key.day(), usage);
              } catch (RuntimeException e) {
                // A run that went well must not fail because it could not be counted.
                LOG.warn("The usage of {} on {} was not written", key.tenant(), key.day(), e);
                putBack(key, usage);
              }
            });
  }

  private synchronized void putBack(Key key, Usage usage) {
    if (sums.size() < MOST_SUMS || sums.containsKey(key)) {
      summed(key, usage);
    }
  }

  /** Writes what was summed up. */
  public void flush() {
    writing.lock();
    try {
      write();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public SortedMap<LocalDate, Usage> list(TenantId tenant, LocalDate from, LocalDate to) {
    flush();
    return store.list(tenant, from, to);
  }

  @Override
  public void erase(TenantId tenant) {
    synchronized (this) {
      sums.keySet().removeIf(key -> key.tenant().equals(tenant));
    }
    store.erase(tenant);
  }

  /** Writes the rest; the store behind stays open. */
  @Override
  public void close() {
    flush();
  }
}
