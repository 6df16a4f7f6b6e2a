package dev.alcove.bundle;

import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code limits}, of the manifest or of an entry. */
final class LimitReader {
  private static final long MB = 1024 * 1024;

  private final Findings findings;

  LimitReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * Reads the key {@code limits}. A number above what the plan gives is no error: the same bundle
   * must deploy to tenants on different plans, and the lower number holds anyway.
   *
   * @param given what a run gets without them
   * @param giver who gives it, as a message says it
   */
  LimitOverrides read(TreeFields owner, Limits given, String giver) {
    Optional<Tree.Obj> limits = owner.object("limits");
    if (limits.isEmpty()) {
      return LimitOverrides.NONE;
    }
    TreeFields fields = new TreeFields(limits.get(), "`limits`", findings);
    fields.refuseOthers(List.of("cpu_ms", "memory_mb", "wall_ms"));
    return new LimitOverrides(
        limit(fields, "wall_ms", given.wallMillis(), giver),
        limit(fields, "cpu_ms", given.cpuMillis(), giver),
        limit(fields, "memory_mb", given.memoryBytes() / MB, giver));
  }

  private OptionalLong limit(TreeFields fields, String key, long given, String giver) {
    OptionalLong value = fields.count(key, Integer.MAX_VALUE);
    if (value.isPresent() && value.getAsLong() > given) {
      findings.warning(
          fields.place(key),
          String.format(
              "`%s` is %d, but %s gives %d: the lower number holds.",
              key, value.getAsLong(), giver, given),
          "Lower it, or ask the platform team for a larger plan.");
    }
    return value;
  }
}
