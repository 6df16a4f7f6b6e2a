package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Port: the key-value storage of scripts, one per tenant. Each call is one atomic, durable step.
 * What has expired is gone, at once, whether or not it was removed. The same items can be written
 * by a commit ({@link KvLog.PointAddress.InStorage}). Callers give canonical JSON text (RFC 8785).
 * Thread-safe.
 */
public interface StorageStore extends TenantScoped {
  /** The most entries that one {@link #list} gives. */
  int MOST_LISTED = 1_000;

  Optional<Entry> get(TenantId tenant, String key);

  /**
   * Writes a value, whatever was there.
   *
   * @param expires seconds since the epoch
   */
  void set(TenantId tenant, String key, String json, OptionalLong expires);

  /** Whether there was something to delete. */
  boolean delete(TenantId tenant, String key);

  /**
   * Entries whose key begins with {@code prefix}, in the order of the keys' UTF-8 form.
   *
   * @param after start behind this key
   * @param limit 1 to {@link #MOST_LISTED}
   */
  List<Entry> list(TenantId tenant, String prefix, Optional<String> after, int limit);

  /**
   * Adds to a number; what is absent counts as 0. Keeps the expiry.
   *
   * @return the sum
   * @throws HostException INVALID_ARGUMENT if what is there is not a number, or the sum is one that
   *     JSON cannot hold
   */
  double increment(TenantId tenant, String key, double by);

  /**
   * Writes if what is there equals {@code expected}, both as canonical JSON text; an empty expected
   * means absent, an empty value deletes.
   */
  boolean compareAndSet(
      TenantId tenant,
      String key,
      Optional<String> expected,
      Optional<String> value,
      OptionalLong expires);

  /**
   * One key of storage.
   *
   * @param json the value, canonical JSON text
   * @param expires seconds since the epoch
   */
  record Entry(String key, String json, OptionalLong expires) {
    public Entry {
      requireNonNull(key, "key is null");
      requireNonNull(json, "json is null");
    }
  }
}
