package dev.alcove.bundle;

import dev.alcove.wire.Place;
import dev.alcove.wire.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The checks of CCF's default constitution on {@code set_js_app}: the same checks, in the same
 * order, with the same texts, and no others. CCF stops at the first; we go on where the next check
 * does not depend on it, so the first problem is always the one that CCF reports.
 */
final class CcfChecks {
  private static final List<String> MODES = List.of("readwrite", "readonly", "historical");
  private static final List<String> FORWARDING = List.of("sometimes", "always", "never");
  private static final List<String> REDIRECTION = List.of("none", "to_primary", "to_backup");

  private final Findings findings;

  private CcfChecks(Findings findings) {
    this.findings = findings;
  }

  /** Checks the arguments of the action. */
  static void check(Tree.Obj args, Findings findings) {
    new CcfChecks(findings).check(args);
  }

  private void check(Tree.Obj args) {
    Optional<Tree.Obj> bundle = object(args, "bundle", "bundle");
    if (bundle.isPresent()) {
      Set<String> modules = modules(bundle.get());
      object(bundle.get(), "metadata", "bundle.metadata")
          .flatMap(metadata -> object(metadata, "endpoints", "bundle.metadata.endpoints"))
          .ifPresent(endpoints -> endpoints(endpoints, modules));
    }
    Tree disable = args.get("disable_bytecode_cache").orElse(null);
    if (disable != null && !(disable instanceof Tree.Nil)) {
      type(disable, "boolean", "disable_bytecode_cache", disable.place());
    }
  }

  private Set<String> modules(Tree.Obj bundle) {
    Set<String> names = new HashSet<>();
    Tree modules = bundle.get("modules").orElse(null);
    if (!(modules instanceof Tree.Arr array)) {
      fail(modules == null ? bundle.place() : modules.place(), "bundle.modules must be an array");
      return names;
    }
    int i = 0;
    for (Tree item : array.items()) {
      String field = "bundle.modules[" + i++ + "]";
      Optional<Tree.Obj> module = objectItem(item, field);
      if (module.isPresent()) {
        text(module.get(), "name", field + ".name").ifPresent(names::add);
        text(module.get(), "module", field + ".module");
      }
    }
    return names;
  }

  private void endpoints(Tree.Obj endpoints, Set<String> modules) {
    endpoints
        .members()
        .forEach(
            (url, methods) -> {
              String field = "bundle.metadata.endpoints[\"" + url + "\"]";
              objectItem(methods.value(), field)
                  .ifPresent(
                      object ->
                          object
                              .members()
                              .forEach(
                                  (method, info) ->
                                      objectItem(info.value(), field + "[\"" + method + "\"]")
                                          .ifPresent(
                                              endpoint ->
                                                  endpoint(
                                                      endpoint,
                                                      field + "[\"" + method + "\"]",
                                                      modules))));
            });
  }

  private void endpoint(Tree.Obj info, String field, Set<String> modules) {
    Optional<String> module = text(info, "js_module", field + ".js_module");
    text(info, "js_function", field + ".js_function");
    oneOf(info, "mode", MODES, field + ".mode");
    oneOf(info, "forwarding_required", FORWARDING, field + ".forwarding_required");
    if (info.get("redirection_strategy").isPresent()) {
      oneOf(info, "redirection_strategy", REDIRECTION, field + ".redirection_strategy");
    }
    optional(info, "openapi", "object", field + ".openapi");
    optional(info, "openapi_hidden", "boolean", field + ".openapi_hidden");
    policies(info, field + ".authn_policies");
    if (module.isPresent() && !modules.contains(module.get())) {
      fail(place(info, "js_module"), "module '" + module.get() + "' not found in bundle");
    }
  }

  private void policies(Tree.Obj info, String field) {
    Tree policies = info.get("authn_policies").orElse(null);
    if (!(policies instanceof Tree.Arr array)) {
      fail(place(info, "authn_policies"), field + " must be an array");
      return;
    }
    int i = 0;
    for (Tree policy : array.items()) {
      String item = field + "[" + i++ + "]";
      switch (policy.typeOf()) {
        case "string" -> {}
        case "object" -> allOf(policy, item + ".all_of");
        default ->
            fail(
                policy.place(),
                item + " must be of type string or object but is " + policy.typeOf());
      }
    }
  }

  private void allOf(Tree policy, String field) {
    Tree names = policy instanceof Tree.Obj object ? object.get("all_of").orElse(null) : null;
    if (!(names instanceof Tree.Arr array)) {
      fail(names == null ? policy.place() : names.place(), field + " must be an array");
      return;
    }
    int j = 0;
    for (Tree name : array.items()) {
      type(name, "string", field + "[" + j++ + "]", name.place());
    }
  }

  private Optional<Tree.Obj> object(Tree.Obj owner, String key, String field) {
    Optional<Tree> value = owner.get(key);
    if (value.isEmpty()) {
      fail(owner.place(), field + " must be of type object but is undefined");
      return Optional.empty();
    }
    return objectItem(value.get(), field);
  }

  /**
   * An array is an object to JavaScript, with its indices as keys. So is null, but the next step
   * throws: that is the one text that is ours.
   */
  private Optional<Tree.Obj> objectItem(Tree value, String field) {
    return switch (value) {
      case Tree.Obj object -> Optional.of(object);
      case Tree.Arr array -> Optional.of(indexed(array));
      case Tree.Nil nil -> {
        fail(nil.place(), field + " must be of type object but is null");
        yield Optional.empty();
      }
      case Tree.Text other -> wrong(other, field);
      case Tree.Num other -> wrong(other, field);
      case Tree.Bool other -> wrong(other, field);
    };
  }

  private Optional<Tree.Obj> wrong(Tree value, String field) {
    type(value, "object", field, value.place());
    return Optional.empty();
  }

  private static Tree.Obj indexed(Tree.Arr array) {
    SequencedMap<String, Tree.Member> members = new LinkedHashMap<>();
    for (Tree item : array.items()) {
      members.put(String.valueOf(members.size()), new Tree.Member(item.place(), item));
    }
    return new Tree.Obj(array.place(), members, 0, 0);
  }

  private Optional<String> text(Tree.Obj owner, String key, String field) {
    Tree value = owner.get(key).orElse(null);
    if (value instanceof Tree.Text text) {
      return Optional.of(text.value());
    }
    String found = value == null ? "undefined" : value.typeOf();
    fail(place(owner, key), field + " must be of type string but is " + found);
    return Optional.empty();
  }

  private void optional(Tree.Obj owner, String key, String type, String field) {
    Tree value = owner.get(key).orElse(null);
    if (value != null && !(value instanceof Tree.Nil)) {
      type(value, type, field, value.place());
    }
  }

  private void type(Tree value, String type, String field, Place place) {
    if (!value.typeOf().equals(type)) {
      fail(place, field + " must be of type " + type + " but is " + value.typeOf());
    }
  }

  private void oneOf(Tree.Obj owner, String key, List<String> members, String field) {
    if (!(owner.get(key).orElse(null) instanceof Tree.Text text)
        || !members.contains(text.value())) {
      fail(place(owner, key), field + " must be one of " + String.join(",", members));
    }
  }

  private static Place place(Tree.Obj owner, String key) {
    return owner.get(key).map(Tree::place).orElse(owner.place());
  }

  private void fail(Place place, String message) {
    findings.error(place, message, "");
  }
}
