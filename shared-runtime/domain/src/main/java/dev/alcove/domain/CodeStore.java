package dev.alcove.domain;

import java.util.Optional;

/** Port: the code of versions, immutable, by tenant and hash. Thread-safe. */
public interface CodeStore extends TenantScoped {
  /** Keeps a version; one that is there is left as it is. Durable when this returns. */
  void put(TenantId tenant, Version version);

  /**
   * A version by its hash, absent if it was never put or swept away.
   *
   * @throws IllegalStateException if what is stored is not what the hash says
   */
  Optional<Version> get(TenantId tenant, VersionHash hash);
}
