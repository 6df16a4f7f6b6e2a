package dev.alcove.hostapi;

import dev.alcove.domain.StorageStore;
import dev.alcove.domain.StorageStore.Entry;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Storage of ordinary scripts: each call is one durable step that is never taken back. */
final class ImmediateStorage implements StorageAccess {
  private final StorageStore store;
  private final TenantId tenant;
  private final OutsideEffects effects;

  ImmediateStorage(StorageStore store, TenantId tenant, OutsideEffects effects) {
    this.store = store;
    this.tenant = tenant;
    this.effects = effects;
  }

  @Override
  public Optional<String> get(String key) {
    return store.get(tenant, key).map(Entry::json);
  }

  @Override
  public void set(String key, String json, OptionalLong expires) {
    effects.add("storage.set");
    store.set(tenant, key, json, expires);
  }

  @Override
  public boolean delete(String key) {
    effects.add("storage.delete");
    return store.delete(tenant, key);
  }

  @Override
  public Page list(String prefix, Optional<String> after, int limit) {
    List<Entry> found = store.list(tenant, prefix, after, limit);
    SortedMap<String, String> entries = Page.inOrder();
    found.forEach(entry -> entries.put(entry.key(), entry.json()));
    return Page.of(entries, found.size() == limit);
  }

  @Override
  public double increment(String key, double by) {
    effects.add("storage.increment");
    return store.increment(tenant, key, by);
  }

  @Override
  public boolean compareAndSet(
      String key, Optional<String> expected, Optional<String> value, OptionalLong expires) {
    effects.add("storage.compareAndSet");
    return store.compareAndSet(tenant, key, expected, value, expires);
  }
}
