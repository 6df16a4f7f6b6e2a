package dev.alcove.hostapi;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.Limits;

/**
 * What one commit may hold: keys of all kinds, and bytes. Shared by everything that is written at
 * the end of a run, since all of it is one transaction of the store. Thread-safe.
 */
final class WriteBudget {
  private final Limits limits;
  private int keys;
  private long bytes;

  WriteBudget(Limits limits) {
    this.limits = limits;
  }

  /** One more key will be written or checked. */
  synchronized void addKey() {
    if (keys == limits.kvKeysWritten()) {
      throw new HostException(
          ErrorCode.TOO_LARGE,
          "One run may write "
              + limits.kvKeysWritten()
              + " keys (keys of `point` maps and storage count when they are read, too)."
              + " Write them in several runs.");
    }
    keys++;
  }

  /** So many bytes more, or fewer, will be written. */
  synchronized void addBytes(long more) {
    if (bytes + more > limits.commitBytes()) {
      throw new HostException(
          ErrorCode.TOO_LARGE,
          "One run may commit "
              + limits.commitBytes()
              + " bytes; this one would commit "
              + (bytes + more)
              + ". Write less at once.");
    }
    bytes += more;
  }

  void checkValue(long size) {
    check("A value of the key-value store", size, limits.kvValueBytes());
  }

  void checkStorageValue(long size) {
    check("A value of storage", size, limits.storageValueBytes());
  }

  private static void check(String what, long size, long most) {
    if (size > most) {
      throw new HostException(
          ErrorCode.TOO_LARGE,
          what + " may have " + most + " bytes; this one has " + size + ". Store less in one key.");
    }
  }
}
