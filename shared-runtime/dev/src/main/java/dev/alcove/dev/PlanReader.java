package dev.alcove.dev;

import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Plan;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the plans of a world. */
final class PlanReader {
  private static final List<String> PLAN = List.of("requests_per_second", "runs_at_once", "limits");
  private static final long MOST_REQUESTS_PER_SECOND = 5_000;
  private static final long MOST_RUNS_AT_ONCE = 1_000;

  private final Complaints complaints;

  PlanReader(Complaints complaints) {
    this.complaints = complaints;
  }

  Map<String, Plan> plans(Map<String, Tree.Member> members, DevSettings settings) {
    Map<String, Plan> plans = new HashMap<>();
    members.forEach(
        (name, member) -> {
          if (member.value() instanceof Tree.Obj object) {
            plans.put(name, plan(name, object, settings));
          } else {
            complaints.error(
                member.value().place(),
                "Plan `" + name + "` is " + member.value().kind() + ".",
                "Write an object, such as `{\"runs_at_once\": 5}`.");
          }
        });
    return plans;
  }

  private Plan plan(String name, Tree.Obj object, DevSettings settings) {
    TreeFields fields = new TreeFields(object, "plan `" + name + "`", complaints);
    fields.refuseOthers(PLAN);
    OptionalLong rate = fields.count("requests_per_second", MOST_REQUESTS_PER_SECOND);
    OptionalLong runs = fields.count("runs_at_once", MOST_RUNS_AT_ONCE);
    return new Plan(
        name,
        limits(name, fields, settings.limits()),
        rate.isPresent() ? OptionalInt.of((int) rate.getAsLong()) : OptionalInt.empty(),
        (int) runs.orElse(settings.poolSize()));
  }

  private Limits limits(String plan, TreeFields fields, Limits base) {
    Optional<Tree.Obj> object = fields.object("limits");
    if (object.isEmpty()) {
      return base;
    }
    List<String> known = new ArrayList<>();
    PlanLimits.names().forEach(known::add);
    TreeFields inner =
        new TreeFields(object.get(), "the limits of plan `" + plan + "`", complaints);
    inner.refuseOthers(known);
    Map<String, Long> given = new HashMap<>();
    for (String key : known) {
      inner.count(key, PlanLimits.most(key)).ifPresent(value -> given.put(key, value));
    }
    try {
      return PlanLimits.of(base, given);
    } catch (InvalidValueException e) {
      complaints.error(object.get().place(), String.valueOf(e.getMessage()), "");
      return base;
    }
  }
}
