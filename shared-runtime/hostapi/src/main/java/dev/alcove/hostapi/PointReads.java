package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Ids;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.KvLog.PointChange.Action;
import dev.alcove.domain.KvLog.PointChange.Expectation;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keys outside the log that a run reads and writes at its end: of maps declared {@code point}, and
 * of storage when it is written with a commit. Each key that was read is checked by its write id
 * when the run commits. Thread-safe.
 */
final class PointReads {
  private final KvLog log;
  private final TenantId tenant;
  private final Clock clock;
  private final Ids ids;
  private final WriteBudget budget;
  private final Map<PointAddress, Optional<PointItem>> observed = new LinkedHashMap<>();
  private final Map<PointAddress, Optional<Value>> written = new LinkedHashMap<>();

  /** What a key is to hold; {@code expires} in seconds since the epoch. */
  record Value(Bytes bytes, OptionalLong expires) {}

  PointReads(KvLog log, TenantId tenant, Clock clock, Ids ids, WriteBudget budget) {
    this.log = log;
    this.tenant = tenant;
    this.clock = clock;
    this.ids = ids;
    this.budget = budget;
  }

  /** The value as this run sees it, its own writes included. */
  synchronized Optional<Value> get(PointAddress address) {
    Optional<Value> own = written.get(address);
    return own != null
        ? own
        : observe(address).map(item -> new Value(item.value(), item.expires()));
  }

  synchronized void put(PointAddress address, Optional<Value> value) {
    count(address);
    Optional<Value> before = written.getOrDefault(address, Optional.empty());
    budget.addBytes(size(value) - size(before));
    written.put(address, value);
  }

  /** A copy of the run's own writes. */
  synchronized Map<PointAddress, Optional<Value>> written() {
    return new LinkedHashMap<>(written);
  }

  /** What the commit must check and write. */
  synchronized List<PointChange> changes() {
    Set<PointAddress> all = new LinkedHashSet<>(observed.keySet());
    all.addAll(written.keySet());
    List<PointChange> changes = new ArrayList<>();
    for (PointAddress address : all) {
      changes.add(new PointChange(address, expectation(address), action(address)));
    }
    return changes;
  }

  private Expectation expectation(PointAddress address) {
    Optional<PointItem> seen = observed.get(address);
    if (seen == null) {
      return new Expectation.Anything();
    }
    return seen.isPresent()
        ? new Expectation.Written(seen.get().writeId())
        : new Expectation.Absent();
  }

  private Action action(PointAddress address) {
    Optional<Value> value = written.get(address);
    if (value == null) {
      return new Action.Check();
    }
    return value.isPresent()
        ? new Action.Put(new PointItem(value.get().bytes(), ids.next(), value.get().expires()))
        : new Action.Delete();
  }

  private Optional<PointItem> observe(PointAddress address) {
    Optional<PointItem> seen = observed.get(address);
    if (seen == null) {
      count(address);
      seen = log.point(tenant, address).filter(this::isAlive);
      observed.put(address, seen);
    }
    return seen;
  }

  private boolean isAlive(PointItem item) {
    return item.expires().isEmpty() || item.expires().getAsLong() > clock.now().getEpochSecond();
  }

  private void count(PointAddress address) {
    if (!observed.containsKey(address) && !written.containsKey(address)) {
      budget.addKey();
    }
  }

  private static long size(Optional<Value> value) {
    return value.map(present -> (long) present.bytes().size()).orElse(0L);
  }
}
