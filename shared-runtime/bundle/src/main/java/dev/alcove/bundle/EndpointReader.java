package dev.alcove.bundle;

import static java.util.Map.entry;

import dev.alcove.domain.Endpoint;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Mode;
import dev.alcove.domain.PathTemplate;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import dev.alcove.wire.TreeWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code endpoints} strictly: what CCF would find at a call is found here. */
final class EndpointReader {
  static final Map<String, Mode> MODES =
      Map.of("readwrite", Mode.READWRITE, "readonly", Mode.READONLY, "historical", Mode.HISTORICAL);
  static final Map<String, Endpoint.Validate> VALIDATE =
      Map.of(
          "off", Endpoint.Validate.OFF,
          "request", Endpoint.Validate.REQUEST,
          "both", Endpoint.Validate.BOTH);
  static final List<String> METHODS =
      List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
  private static final Map<String, String> FORWARDING =
      Map.ofEntries(
          entry("sometimes", "sometimes"), entry("always", "always"), entry("never", "never"));
  private static final Map<String, String> REDIRECTION =
      Map.of("none", "none", "to_primary", "to_primary", "to_backup", "to_backup");
  private static final List<String> KEYS =
      List.of(
          "authn_policies",
          "forwarding_required",
          "interpreter_reuse",
          "js_function",
          "js_module",
          "limits",
          "mode",
          "openapi",
          "openapi_hidden",
          "redirection_strategy",
          "validate");

  private final Findings findings;
  private final Limits plan;
  private final Map<String, Place> routes = new HashMap<>();

  EndpointReader(Findings findings, Limits plan) {
    this.findings = findings;
    this.plan = plan;
  }

  List<EntryDraft.OfEndpoint> read(TreeFields manifest) {
    List<EntryDraft.OfEndpoint> drafts = new ArrayList<>();
    Optional<Tree.Obj> endpoints = manifest.object("endpoints");
    if (endpoints.isEmpty()) {
      return drafts;
    }
    endpoints
        .get()
        .members()
        .forEach(
            (url, member) -> {
              Optional<PathTemplate> path = template(url, member.place());
              if (member.value() instanceof Tree.Obj methods) {
                methods
                    .members()
                    .forEach((method, info) -> endpoint(url, path, method, info, drafts));
              } else {
                findings.error(
                    member.value().place(),
                    "Path `" + Shown.of(url) + "` has " + member.value().kind() + ".",
                    "Write its methods, such as `{\"get\": {…}}`.");
              }
            });
    return drafts;
  }

  private Optional<PathTemplate> template(String url, Place place) {
    if (!url.startsWith("/")) {
      findings.error(
          place,
          "Path `" + Shown.of(url) + "` does not begin with a slash: no request could meet it.",
          "Write `/" + Shown.of(url) + "`.");
      return Optional.empty();
    }
    return Routes.template(url, place, findings);
  }

  private void endpoint(
      String url,
      Optional<PathTemplate> path,
      String method,
      Tree.Member info,
      List<EntryDraft.OfEndpoint> drafts) {
    String verb = method.toUpperCase(Locale.ROOT);
    String owner = "endpoint `" + Shown.of(verb) + " " + Shown.of(url) + "`";
    if (!METHODS.contains(verb)) {
      findings.error(
          info.place(),
          "`" + Shown.of(method) + "` is not a method that requests have.",
          NearestName.cure(method, METHODS.stream().map(m -> m.toLowerCase(Locale.ROOT)).toList()));
    }
    if (!(info.value() instanceof Tree.Obj object)) {
      findings.error(
          info.value().place(),
          TreeFields.capital(owner) + " is " + info.value().kind() + ".",
          "Write an object with `js_module` and `js_function`.");
      return;
    }
    path.ifPresent(template -> claim(verb, template, info.place(), owner));
    TreeFields fields = new TreeFields(object, owner, findings);
    warnOfOthers(fields, object, owner);
    Optional<Endpoint> read = endpoint(verb, path, fields);
    read.ifPresent(
        endpoint ->
            drafts.add(
                new EntryDraft.OfEndpoint(
                    endpoint, fields.place("js_module"), fields.place("js_function"))));
  }

  /** Two templates that match the same paths would make each call ambiguous (CCF answers 500). */
  private void claim(String verb, PathTemplate path, Place place, String owner) {
    Place earlier = routes.putIfAbsent(verb + " " + Routes.shape(path), place);
    if (earlier != null) {
      findings.error(
          place,
          TreeFields.capital(owner)
              + " is the same route as the one in line "
              + earlier.line()
              + ".",
          "Remove one, or change its path.");
    }
  }

  private Optional<Endpoint> endpoint(String verb, Optional<PathTemplate> path, TreeFields fields) {
    fields.require("js_module", "Name the module with the handler, such as `\"app.js\"`.");
    fields.require("js_function", "Name the function that the module exports.");
    fields.require("mode", "Write `\"readwrite\"`, `\"readonly\"` or `\"historical\"`.");
    fields.require("authn_policies", "Write `[\"jwt\"]`; `[]` opens it to anyone.");
    if (!fields.has("forwarding_required")) {
      findings.warning(
          fields.place(),
          "There is no `forwarding_required`: CCF refuses an endpoint without it.",
          "Write `\"forwarding_required\": \"sometimes\"` if the bundle is to run on CCF too.");
    }
    fields.choice("forwarding_required", FORWARDING);
    fields.choice("redirection_strategy", REDIRECTION);
    Optional<String> reuse = reuse(fields);
    Optional<String> module = fields.text("js_module");
    Optional<String> function = fields.text("js_function");
    Optional<Mode> mode = fields.choice("mode", MODES);
    Optional<Tree.Obj> openapi = fields.object("openapi");
    Endpoint.Validate validate = fields.choice("validate", VALIDATE).orElse(Endpoint.Validate.OFF);
    checkValidate(fields, openapi, validate);
    var policies = new PolicyReader(findings).read(fields);
    boolean hidden = fields.flag("openapi_hidden", false);
    LimitOverrides limits =
        new LimitReader(findings).read(fields, plan.forEndpoint(), "the plan (to an endpoint)");
    if (path.isEmpty() || module.isEmpty() || function.isEmpty() || mode.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Endpoint(
            verb,
            path.get(),
            module.get(),
            function.get(),
            mode.get(),
            policies,
            openapi.map(TreeWriter::write).orElse("{}"),
            hidden,
            validate,
            limits,
            reuse));
  }

  private Optional<String> reuse(TreeFields fields) {
    return fields
        .object("interpreter_reuse")
        .map(object -> new TreeFields(object, "`interpreter_reuse`", findings))
        .filter(reuse -> reuse.require("key", "Write `{\"key\": \"a name\"}`."))
        .flatMap(reuse -> reuse.text("key"));
  }

  private void checkValidate(
      TreeFields fields, Optional<Tree.Obj> openapi, Endpoint.Validate validate) {
    if (validate == Endpoint.Validate.OFF) {
      return;
    }
    if (openapi.isEmpty()) {
      findings.warning(
          fields.place("validate"),
          "`validate` is on, but there is no `openapi` part to enforce.",
          "Add the `openapi` part, or remove `validate`.");
      return;
    }
    Routes.reference(openapi.get())
        .ifPresent(
            place ->
                findings.error(
                    place,
                    "The `openapi` part has a `$ref`: an operation with references cannot be"
                        + " enforced.",
                    "Write the schema in its place, or set `validate` to `\"off\"`."));
  }

  private void warnOfOthers(TreeFields fields, Tree.Obj object, String owner) {
    object
        .members()
        .forEach(
            (key, member) -> {
              if (!KEYS.contains(key)) {
                findings.warning(
                    member.place(),
                    TreeFields.capital(owner)
                        + " has a key `"
                        + Shown.of(key)
                        + "` that nothing reads.",
                    NearestName.to(key, KEYS)
                        .filter(near -> !fields.has(near))
                        .map(near -> "Did you mean `" + near + "`?")
                        .orElse("It is kept."));
              }
            });
  }
}
