package dev.alcove.bundle;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code scripts}. */
final class ScriptReader {
  private static final String CUSTOM = "/api/custom/";
  private static final Map<String, String> TYPES =
      Map.of(
          "http",
          "http",
          "cron",
          "cron",
          "event",
          "event",
          "embedded",
          "embedded",
          "one_off",
          "one_off");
  private static final Map<String, Script.Overlap> OVERLAPS =
      Map.of(
          "skip", Script.Overlap.SKIP,
          "queue", Script.Overlap.QUEUE,
          "allow", Script.Overlap.ALLOW);

  private static final List<String> COMMON =
      List.of("atomic", "js_function", "js_module", "limits", "type");
  private static final Map<String, List<String>> OWN =
      Map.of(
          "http", List.of("authn_policies", "method", "path"),
          "cron", List.of("overlap", "schedule", "timezone"),
          "event", List.of("pattern"),
          "embedded", List.of("hook"),
          "one_off", List.of());
  private static final Pattern HOOK =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");

  private final Findings findings;
  private final Limits plan;
  private final Map<String, ScriptName> hooks = new HashMap<>();
  private final Map<String, ScriptName> routes = new HashMap<>();

  ScriptReader(Findings findings, Limits plan) {
    this.findings = findings;
    this.plan = plan;
  }

  List<EntryDraft.OfScript> read(TreeFields manifest) {
    List<EntryDraft.OfScript> drafts = new ArrayList<>();
    manifest
        .object("scripts")
        .ifPresent(
            scripts ->
                scripts
                    .members()
                    .forEach((name, member) -> script(name, member).ifPresent(drafts::add)));
    return drafts;
  }

  private Optional<EntryDraft.OfScript> script(String key, Tree.Member member) {
    Optional<ScriptName> name = name(key, member.place());
    if (!(member.value() instanceof Tree.Obj object)) {
      findings.error(
          member.value().place(),
          "Script `" + Shown.of(key) + "` is " + member.value().kind() + ".",
          "Write an object with `type` and `js_module`.");
      return Optional.empty();
    }
    TreeFields fields = new TreeFields(object, "script `" + Shown.of(key) + "`", findings);
    fields.require("type", "Write http, cron, event, embedded or one_off.");
    fields.require("js_module", "Name the module with the handler, such as `\"report.js\"`.");
    Optional<String> type = fields.choice("type", TYPES);
    Optional<String> module = fields.text("js_module");
    Optional<String> function = fields.text("js_function");
    boolean atomic = fields.flag("atomic", false);
    LimitOverrides limits = new LimitReader(findings).read(fields, plan, "the plan");
    checkKeys(key, object, type);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    List<AuthnPolicy> policies =
        type.get().equals("http") && fields.has("authn_policies")
            ? new PolicyReader(findings).read(fields)
            : List.of(new AuthnPolicy.Named("jwt"));
    Optional<Script.Trigger> trigger = trigger(type.get(), fields, name);
    if (name.isEmpty() || trigger.isEmpty() || module.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EntryDraft.OfScript(
            name.get(),
            trigger.get(),
            module.get(),
            function,
            policies,
            atomic,
            limits,
            fields.place("js_module"),
            fields.place("js_function")));
  }

  private Optional<ScriptName> name(String key, Place place) {
    try {
      return Optional.of(new ScriptName(key));
    } catch (InvalidValueException e) {
      findings.error(place, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  /** A key of another type is named as such: it is a wrong type more often than a wrong key. */
  private void checkKeys(String name, Tree.Obj object, Optional<String> type) {
    Set<String> known = new TreeSet<>(COMMON);
    if (type.isPresent()) {
      known.addAll(OWN.getOrDefault(type.get(), List.of()));
    } else {
      OWN.values().forEach(known::addAll);
    }
    object
        .members()
        .forEach(
            (key, member) -> {
              if (known.contains(key)) {
                return;
              }
              String shown = "Script `" + Shown.of(name) + "`";
              Optional<String> other =
                  OWN.keySet().stream()
                      .filter(kind -> OWN.getOrDefault(kind, List.of()).contains(key))
                      .findFirst();
              if (other.isPresent()) {
                findings.error(
                    member.place(),
                    String.format(
                        "%s is of type %s, and `%s` is a key of type %s.",
                        shown, type.orElse("?"), key, other.get()),
                    "Remove the key, or correct the type.");
              } else {
                findings.error(
                    member.place(),
                    shown + " has an unknown key `" + Shown.of(key) + "`.",
                    NearestName.cure(key, known));
              }
            });
  }

  private Optional<Script.Trigger> trigger(
      String type, TreeFields fields, Optional<ScriptName> name) {
    return switch (type) {
      case "http" -> http(fields, name);
      case "cron" -> cron(fields);
      case "event" -> event(fields);
      case "embedded" -> embedded(fields, name);
      default -> Optional.of(new Script.OneOff());
    };
  }

  private Optional<Script.Trigger> http(TreeFields fields, Optional<ScriptName> name) {
    fields.require("method", "Write the method, such as `\"GET\"`.");
    fields.require("path", "Write the path, such as `\"" + CUSTOM + "sales-report\"`.");
    Optional<String> method = fields.text("method").map(text -> text.toUpperCase(Locale.ROOT));
    if (method.isPresent() && !EndpointReader.METHODS.contains(method.get())) {
      findings.error(
          fields.place("method"),
          "`" + Shown.of(method.get()) + "` is not a method that requests have.",
          NearestName.cure(method.get(), EndpointReader.METHODS));
      method = Optional.empty();
    }
    Optional<PathTemplate> path = fields.text("path").flatMap(text -> path(text, fields));
    if (method.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    claim(
        routes,
        method.get() + " " + Routes.shape(path.get()),
        "route `" + method.get() + " " + Shown.of(path.get().toString()) + "`",
        fields.place("path"),
        name);
    return Optional.of(new Script.Http(method.get(), path.get()));
  }

  private Optional<PathTemplate> path(String text, TreeFields fields) {
    if (!text.startsWith(CUSTOM) || text.equals(CUSTOM)) {
      findings.error(
          fields.place("path"),
          "Path `" + Shown.of(text) + "` does not begin with `" + CUSTOM + "`.",
          "Scripts answer under `" + CUSTOM + "` only: write `" + CUSTOM + "…`.");
      return Optional.empty();
    }
    if (text.contains("?") || text.contains("#")) {
      findings.error(
          fields.place("path"),
          "Path `" + Shown.of(text) + "` has a query or a fragment.",
          "Leave it out: the handler finds the query in `req.query`.");
      return Optional.empty();
    }
    return Routes.template(text, fields.place("path"), findings);
  }

  private Optional<Script.Trigger> cron(TreeFields fields) {
    fields.require("schedule", "Write a cron expression, such as `\"0 9 * * *\"`.");
    Optional<String> expression = fields.text("schedule");
    String zone = fields.text("timezone").orElse("UTC");
    Script.Overlap overlap = fields.choice("overlap", OVERLAPS).orElse(Script.Overlap.SKIP);
    var zoneId = CronText.zone(zone, fields.place("timezone"), findings);
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    return CronText.parse(expression.get(), zoneId, fields.place("schedule"), findings)
        .map(schedule -> new Script.Cron(expression.get(), schedule, overlap));
  }

  private Optional<Script.Trigger> event(TreeFields fields) {
    fields.require("pattern", "Write such as `{\"detail-type\": [\"order.created\"]}`.");
    return fields
        .object("pattern")
        .flatMap(pattern -> EventPattern.check(pattern, findings))
        .map(Script.Event::new);
  }

  private Optional<Script.Trigger> embedded(TreeFields fields, Optional<ScriptName> name) {
    fields.require("hook", "Write the name by which the product calls it, as `order.validate`.");
    Optional<String> hook = fields.text("hook");
    if (hook.isPresent() && !HOOK.matcher(hook.get()).matches()) {
      findings.error(
          fields.place("hook"),
          "Hook `" + Shown.of(hook.get()) + "` is not a name.",
          "Use 1 to 128 letters, digits and, inside, dots, hyphens and underscores.");
      return Optional.empty();
    }
    hook.ifPresent(text -> claim(hooks, text, "hook `" + text + "`", fields.place("hook"), name));
    return hook.map(Script.Embedded::new);
  }

  private void claim(
      Map<String, ScriptName> claims,
      String key,
      String shown,
      Place place,
      Optional<ScriptName> name) {
    if (name.isEmpty()) {
      return;
    }
    ScriptName earlier = claims.putIfAbsent(key, name.get());
    if (earlier != null) {
      findings.error(
          place,
          String.format("Scripts `%s` and `%s` both claim %s.", earlier, name.get(), shown),
          "Give each its own.");
    }
  }
}
