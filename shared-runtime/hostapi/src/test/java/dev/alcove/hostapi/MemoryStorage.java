package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Storage of one tenant in memory, without expiry. */
final class MemoryStorage implements StorageStore {
  final SortedMap<String, Entry> entries = new TreeMap<>(Comparator.comparing(Bytes::utf8));

  @Override
  public Optional<Entry> get(TenantId tenant, String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public void set(TenantId tenant, String key, String json, OptionalLong expires) {
    entries.put(key, new Entry(key, json, expires));
  }

  @Override
  public boolean delete(TenantId tenant, String key) {
    return entries.remove(key) != null;
  }

  @Override
  public List<Entry> list(TenantId tenant, String prefix, Optional<String> after, int limit) {
    return entries.values().stream()
        .filter(entry -> entry.key().startsWith(prefix))
        .filter(entry -> after.isEmpty() || entry.key().compareTo(after.get()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public double increment(TenantId tenant, String key, double by) {
    String before = get(tenant, key).map(Entry::json).orElse("0");
    if (!before.matches("[-0-9.]+")) {
      throw HostException.type("What is stored at `" + key + "` is not a number.");
    }
    double sum = by + Double.parseDouble(before);
    set(tenant, key, String.valueOf(sum), OptionalLong.empty());
    return sum;
  }

  @Override
  public boolean compareAndSet(
      TenantId tenant,
      String key,
      Optional<String> expected,
      Optional<String> value,
      OptionalLong expires) {
    if (!get(tenant, key).map(Entry::json).equals(expected)) {
      return false;
    }
    value.ifPresentOrElse(json -> set(tenant, key, json, expires), () -> delete(tenant, key));
    return true;
  }

  @Override
  public void erase(TenantId tenant) {
    entries.clear();
  }
}
