package dev.alcove.wire;

import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads plans that people wrote, by name: those of a world, and of a stack. */
public final class PlanReader {
  private static final List<String> PLAN = List.of("requests_per_second", "runs_at_once", "limits");
  private static final long MOST_REQUESTS_PER_SECOND = 5_000;
  private static final long MOST_RUNS_AT_ONCE = 1_000;

  private final TreeProblems problems;

  /** Tells {@code problems} everything that is not as it should be. */
  public PlanReader(TreeProblems problems) {
    this.problems = problems;
  }

  /**
   * The plans of an object's members.
   *
   * @param base what a plan gives that does not say otherwise
   */
  public Map<String, Plan> plans(Map<String, Tree.Member> members, Plan base) {
    Map<String, Plan> plans = new HashMap<>();
    members.forEach(
        (name, member) -> {
          if (member.value() instanceof Tree.Obj object) {
            plans.put(name, plan(name, object, base));
          } else {
            problems.error(
                member.value().place(),
                "Plan `" + name + "` is " + member.value().kind() + ".",
                "Write an object, such as `{\"runs_at_once\": 5}`.");
          }
        });
    return plans;
  }

  private Plan plan(String name, Tree.Obj object, Plan base) {
    TreeFields fields = new TreeFields(object, "plan `" + name + "`", problems);
    fields.refuseOthers(PLAN);
    OptionalLong rate = fields.count("requests_per_second", MOST_REQUESTS_PER_SECOND);
    OptionalLong runs = fields.count("runs_at_once", MOST_RUNS_AT_ONCE);
    return new Plan(
        name,
        limits(name, fields, base.limits()),
        rate.isPresent() ? OptionalInt.of((int) rate.getAsLong()) : base.requestsPerSecond(),
        (int) runs.orElse(base.runsAtOnce()));
  }

  private Limits limits(String plan, TreeFields fields, Limits base) {
    Optional<Tree.Obj> object = fields.object("limits");
    if (object.isEmpty()) {
      return base;
    }
    List<String> known = new ArrayList<>();
    PlanLimits.names().forEach(known::add);
    TreeFields inner = new TreeFields(object.get(), "the limits of plan `" + plan + "`", problems);
    inner.refuseOthers(known);
    Map<String, Long> given = new HashMap<>();
    for (String key : known) {
      inner.count(key, PlanLimits.most(key)).ifPresent(value -> given.put(key, value));
    }
    try {
      return PlanLimits.of(base, given);
    } catch (InvalidValueException e) {
      problems.error(object.get().place(), String.valueOf(e.getMessage()), "");
      return base;
    }
  }
}
