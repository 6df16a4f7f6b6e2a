package dev.alcove.dev;

import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  Map<String, Plan> plans(Map<String, Positioned.Member> members, DevSettings settings) {
    Map<String, Plan> plans = new HashMap<>();
    members.forEach(
        (name, member) -> {
          if (member.value() instanceof Positioned.Obj object) {
            plans.put(name, plan(name, object, settings));
          } else {
            complaints.add(
                member.value().spot(),
                "Plan `" + name + "` is " + member.value().kind() + ".",
                "Write an object, such as `{\"runs_at_once\": 5}`.");
          }
        });
    return plans;
  }

  private Plan plan(String name, Positioned.Obj object, DevSettings settings) {
    ObjectFields fields = new ObjectFields(object, "plan `" + name + "`", PLAN, complaints);
    OptionalLong rate = fields.count("requests_per_second", MOST_REQUESTS_PER_SECOND);
    OptionalLong runs = fields.count("runs_at_once", MOST_RUNS_AT_ONCE);
    return new Plan(
        name,
        limits(name, fields, settings.limits()),
        rate.isPresent() ? OptionalInt.of((int) rate.getAsLong()) : OptionalInt.empty(),
        (int) runs.orElse(settings.poolSize()));
  }

  private Limits limits(String plan, ObjectFields fields, Limits base) {
    if (!(fields.value("limits").orElse(null) instanceof Positioned.Obj object)) {
      fields
          .value("limits")
          .ifPresent(
              value -> fields.mistyped("`limits` of plan `" + plan + "`", value, "an object"));
      return base;
    }
    List<String> known = new ArrayList<>();
    PlanLimits.names().forEach(known::add);
    ObjectFields inner =
        new ObjectFields(object, "the limits of plan `" + plan + "`", known, complaints);
    Map<String, Long> given = new HashMap<>();
    for (String key : known) {
      inner.count(key, PlanLimits.most(key)).ifPresent(value -> given.put(key, value));
    }
    try {
      return PlanLimits.of(base, given);
    } catch (InvalidValueException e) {
      complaints.add(object.spot(), String.valueOf(e.getMessage()), "");
      return base;
    }
  }
}
