package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Storage as one run reaches it. Values are canonical JSON. Thread-safe. */
sealed interface StorageAccess permits ImmediateStorage, CommitStorage, ReadOnlyStorage {
  Optional<String> get(String key);

  void set(String key, String json, OptionalLong expires);

  /** Whether there was something to delete. */
  boolean delete(String key);

  Page list(String prefix, Optional<String> after, int limit);

  double increment(String key, double by);

  /** An empty expected value means absent, an empty value deletes. */
  boolean compareAndSet(
      String key, Optional<String> expected, Optional<String> value, OptionalLong expires);

  /**
   * A part of a list.
   *
   * @param entries by key, in the order of the keys' UTF-8 form
   * @param next the last key, if more may follow
   */
  record Page(SortedMap<String, String> entries, Optional<String> next) {
    private static final Comparator<String> BY_UTF8 = Comparator.comparing(Bytes::utf8);

    static SortedMap<String, String> inOrder() {
      return new TreeMap<>(BY_UTF8);
    }

    static Page of(SortedMap<String, String> entries, boolean more) {
      return new Page(
          entries, more && !entries.isEmpty() ? Optional.of(entries.lastKey()) : Optional.empty());
    }

    static boolean isBefore(String key, String other) {
      return BY_UTF8.compare(key, other) < 0;
    }
  }

  static HostException readOnly(String operation) {
    return new HostException(
        ErrorCode.READ_ONLY,
        "`" + operation + "` is not possible here: the entry only reads. Use mode `readwrite`.");
  }
}
