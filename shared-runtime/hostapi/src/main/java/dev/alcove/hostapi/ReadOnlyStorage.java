package dev.alcove.hostapi;

import java.util.Optional;
import java.util.OptionalLong;

/** Storage of entries that only read. */
record ReadOnlyStorage(StorageAccess reads) implements StorageAccess {
  @Override
  public Optional<String> get(String key) {
    return reads.get(key);
  }

  @Override
  public Page list(String prefix, Optional<String> after, int limit) {
    return reads.list(prefix, after, limit);
  }

  @Override
  public void set(String key, String json, OptionalLong expires) {
    throw StorageAccess.readOnly("storage.set");
  }

  @Override
  public boolean delete(String key) {
    throw StorageAccess.readOnly("storage.delete");
  }

  @Override
  public double increment(String key, double by) {
    throw StorageAccess.readOnly("storage.increment");
  }

  @Override
  public boolean compareAndSet(
      String key, Optional<String> expected, Optional<String> value, OptionalLong expires) {
    throw StorageAccess.readOnly("storage.compareAndSet");
  }
}
