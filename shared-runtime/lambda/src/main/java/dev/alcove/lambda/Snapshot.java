package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.crac.Context;
import org.crac.Resource;

/**
 * What is to be done around the snapshot of SnapStart: before it, everything is used once, so that
 * a restored process has it loaded; after it, what must not be the same in all of them is made
 * anew. Connections need nothing: those that were open are closed by then, and the SDK opens
 * others.
 */
final class Snapshot implements Resource {
  /** The context knows its resources weakly only. */
  private static final Set<Snapshot> KEPT = Collections.synchronizedSet(new LinkedHashSet<>());

  private final FunctionProcess process;
  private final Chance chance;

  Snapshot(FunctionProcess process, Chance chance) {
    this.process = requireNonNull(process, "process is null");
    this.chance = requireNonNull(chance, "chance is null");
  }

  /** Of a process; lives as long as that. */
  static Snapshot of(FunctionProcess process, Chance chance) {
    Snapshot snapshot = new Snapshot(process, chance);
    KEPT.add(snapshot);
    return snapshot;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    process.prime();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    chance.renew();
  }
}
