package dev.alcove.domain;

import java.util.List;
import java.util.Optional;

/** Port: queued runs that were given up, kept for 14 days. Thread-safe. */
public interface DeadLetters extends TenantScoped {
  /** Adds a letter; it replaces the one of the same execution. */
  void put(DeadLetter letter);

  Optional<DeadLetter> get(TenantId tenant, ExecutionId execution);

  /** The newest first. */
  List<DeadLetter> list(TenantId tenant, int limit);

  void remove(TenantId tenant, ExecutionId execution);
}
