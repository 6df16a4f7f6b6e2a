package dev.alcove.aws;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands each call to one of two logs over the same data, in turns. */
final class TurnsLog implements KvLog {
  private final KvLog one;
  private final KvLog other;
  private final AtomicInteger turns = new AtomicInteger();

  TurnsLog(KvLog one, KvLog other) {
    this.one = one;
    this.other = other;
  }

  private KvLog next() {
    return turns.getAndIncrement() % 2 == 0 ? one : other;
  }

  @Override
  public Tail open(TenantId tenant) {
    return next().open(tenant);
  }

  @Override
  public Tail after(TenantId tenant, long seq) {
    return next().after(tenant, seq);
  }

  @Override
  public Optional<Item> get(TenantId tenant, String map, Bytes key) {
    return next().get(tenant, map, key);
  }

  @Override
  public List<Item> scan(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    return next().scan(tenant, map, after, limit);
  }

  @Override
  public Optional<PointItem> point(TenantId tenant, PointAddress address) {
    return next().point(tenant, address);
  }

  @Override
  public List<KeyedPoint> points(TenantId tenant, String map, Optional<Bytes> after, int limit) {
    return next().points(tenant, map, after, limit);
  }

  @Override
  public CommitResult commit(TenantId tenant, Commit commit) {
    return next().commit(tenant, commit);
  }

  @Override
  public SortedSet<String> maps(TenantId tenant) {
    return next().maps(tenant);
  }

  @Override
  public void erase(TenantId tenant) {
    next().erase(tenant);
  }
}
