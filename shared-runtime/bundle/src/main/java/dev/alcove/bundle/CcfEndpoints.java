package dev.alcove.bundle;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Mode;
import dev.alcove.domain.PathTemplate;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import dev.alcove.wire.TreeWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code endpoints} of a proposal that {@link CcfChecks} has seen: nothing is refused any
 * more, what CCF leaves to the call is a warning, and what is absent has CCF's defaults.
 */
final class CcfEndpoints {
  private final Findings findings;
  private final Limits plan;

  CcfEndpoints(Findings findings, Limits plan) {
    this.findings = findings;
    this.plan = plan;
  }

  List<EntryDraft.OfEndpoint> read(Tree.Obj metadata) {
    // By route, since CCF stores them so: of `post` and `POST` the last one is left.
    Map<String, EntryDraft.OfEndpoint> drafts = new LinkedHashMap<>();
    if (metadata.get("endpoints").orElse(null) instanceof Tree.Obj endpoints) {
      endpoints
          .members()
          .forEach(
              (url, methods) -> {
                if (methods.value() instanceof Tree.Obj object) {
                  object.members().forEach((method, info) -> read(url, method, info, drafts));
                }
              });
    }
    return List.copyOf(drafts.values());
  }

  private void read(
      String url, String method, Tree.Member member, Map<String, EntryDraft.OfEndpoint> drafts) {
    if (!(member.value() instanceof Tree.Obj info)) {
      return;
    }
    String verb = method.toUpperCase(Locale.ROOT);
    if (!EndpointReader.METHODS.contains(verb) || !url.startsWith("/")) {
      findings.warning(
          member.place(), "No request can meet `" + Shown.of(verb + " " + url) + "`.", "");
    }
    try {
      Endpoint endpoint = endpoint(verb, PathTemplate.parse(url), info);
      EntryDraft.OfEndpoint draft =
          new EntryDraft.OfEndpoint(endpoint, place(info, "js_module"), place(info, "js_function"));
      if (drafts.put(verb + " " + url, draft) != null) {
        findings.warning(
            member.place(),
            "`" + Shown.of(verb + " " + url) + "` is there twice: the last one counts.",
            "Remove one.");
      }
    } catch (InvalidValueException e) {
      // CCF installs such a path and fails each call that looks at it. We install the others.
      findings.warning(member.place(), e.getMessage() + " No request will meet it.", "");
    }
  }

  private Endpoint endpoint(String verb, PathTemplate path, Tree.Obj info) {
    TreeFields fields =
        new TreeFields(info, "endpoint `" + Shown.of(verb + " " + path) + "`", findings);
    return new Endpoint(
        verb,
        path,
        text(info, "js_module"),
        text(info, "js_function"),
        EndpointReader.MODES.getOrDefault(text(info, "mode"), Mode.READWRITE),
        policies(info),
        info.get("openapi")
            .filter(openapi -> openapi instanceof Tree.Obj)
            .map(TreeWriter::write)
            .orElse("{}"),
        info.get("openapi_hidden").orElse(null) instanceof Tree.Bool hidden && hidden.value(),
        validate(info),
        limits(fields, info),
        reuse(info));
  }

  /** CCF does not check it; what is no key there is none here. */
  private static Optional<String> reuse(Tree.Obj info) {
    return info.get("interpreter_reuse")
        .filter(value -> value instanceof Tree.Obj)
        .flatMap(reuse -> ((Tree.Obj) reuse).get("key"))
        .filter(value -> value instanceof Tree.Text)
        .map(key -> ((Tree.Text) key).value());
  }

  /** Ours, and CCF ignores what it does not know: so a wrong word is no error here. */
  private Endpoint.Validate validate(Tree.Obj info) {
    Optional<Tree> value = info.get("validate");
    if (value.isEmpty()) {
      return Endpoint.Validate.OFF;
    }
    Endpoint.Validate validate = EndpointReader.VALIDATE.get(text(info, "validate"));
    if (validate == null) {
      findings.warning(
          value.get().place(),
          "`validate` is none of off, request, both: it is ignored.",
          "Write `\"validate\": \"request\"`.");
      return Endpoint.Validate.OFF;
    }
    return validate;
  }

  private LimitOverrides limits(TreeFields fields, Tree.Obj info) {
    Findings found = new Findings();
    LimitOverrides limits =
        info.get("limits").isPresent()
            ? new LimitReader(found)
                .read(new TreeFields(info, "an endpoint", found), plan.forEndpoint(), "the plan")
            : LimitOverrides.NONE;
    found.warnings().forEach(findings::warning);
    if (found.hasErrors()) {
      findings.warning(
          fields.place("limits"),
          "`limits` is not as Alcove reads it, and ignored: "
              + found.problems().getFirst().message(),
          "Write such as `{\"wall_ms\": 1000}`.");
      return LimitOverrides.NONE;
    }
    return limits;
  }

  private static List<AuthnPolicy> policies(Tree.Obj info) {
    List<AuthnPolicy> policies = new ArrayList<>();
    if (info.get("authn_policies").orElse(null) instanceof Tree.Arr array) {
      for (Tree item : array.items()) {
        if (item instanceof Tree.Text name) {
          policies.add(new AuthnPolicy.Named(name.value()));
        } else if (item instanceof Tree.Obj object
            && object.get("all_of").orElse(null) instanceof Tree.Arr names) {
          policies.add(
              new AuthnPolicy.AllOf(
                  names.items().stream()
                      .filter(Tree.Text.class::isInstance)
                      .map(name -> ((Tree.Text) name).value())
                      .toList()));
        }
      }
    }
    return policies;
  }

  private static String text(Tree.Obj info, String key) {
    return info.get(key).orElse(null) instanceof Tree.Text text ? text.value() : "";
  }

  private static Place place(Tree.Obj info, String key) {
    return info.get(key).map(Tree::place).orElse(info.place());
  }
}
