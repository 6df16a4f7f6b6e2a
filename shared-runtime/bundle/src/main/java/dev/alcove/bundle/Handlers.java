package dev.alcove.bundle;

import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Module;
import dev.alcove.domain.Script;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Shown;
import dev.alcove.wire.TreeFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Finds the function of each entry, by its name or by the rules for its kind. */
final class Handlers {
  private final Findings findings;
  private final Linker linker;
  private final ModuleGraph graph;
  private final SortedMap<String, Module> modules;
  private final Bundle bundle;

  Handlers(
      Findings findings,
      Linker linker,
      ModuleGraph graph,
      SortedMap<String, Module> modules,
      Bundle bundle) {
    this.findings = findings;
    this.linker = linker;
    this.graph = graph;
    this.modules = modules;
    this.bundle = bundle;
  }

  List<Endpoint> endpoints(List<EntryDraft.OfEndpoint> drafts) {
    for (EntryDraft.OfEndpoint draft : drafts) {
      if (usable(draft, bundle.door())
          && linker.functions(draft.module()).isPresent()
          && !linker.has(draft.module(), draft.endpoint().function())) {
        switch (bundle.door()) {
          case ALCOVE -> missing(draft, List.of(draft.endpoint().function()));
          case CCF ->
              findings.warning(
                  draft.functionPlace(),
                  message(draft, List.of(draft.endpoint().function())),
                  "Each request to it will fail, as on CCF.");
        }
      }
    }
    return drafts.stream().map(EntryDraft.OfEndpoint::endpoint).toList();
  }

  List<Script> scripts(List<EntryDraft.OfScript> drafts) {
    List<Script> scripts = new ArrayList<>();
    for (EntryDraft.OfScript draft : drafts) {
      if (usable(draft, Door.ALCOVE)) {
        linker
            .functions(draft.module())
            .flatMap(functions -> handler(draft, functions))
            .ifPresent(handler -> scripts.add(draft.with(handler)));
      }
    }
    return scripts;
  }

  private Optional<String> handler(EntryDraft.OfScript draft, List<String> functions) {
    List<String> candidates = candidates(draft);
    if (candidates.isEmpty()) {
      if (functions.size() == 1) {
        return Optional.of(functions.getFirst());
      }
      findings.error(
          draft.functionPlace(),
          String.format(
              "Module `%s` of %s has %s.",
              draft.module(),
              draft.shown(),
              functions.isEmpty() ? "no function" : "several functions"),
          functions.isEmpty()
              ? written(draft, "validate")
              : "Name one as `js_function`: " + TreeFields.listed(functions) + ".");
      return Optional.empty();
    }
    Optional<String> found = candidates.stream().filter(functions::contains).findFirst();
    if (found.isEmpty()) {
      found = candidates.stream().filter(name -> linker.has(draft.module(), name)).findFirst();
    }
    if (found.isEmpty()) {
      missing(draft, candidates);
    }
    return found;
  }

  /** The names to look for, the best first; none: whatever single function there is. */
  private static List<String> candidates(EntryDraft.OfScript draft) {
    if (draft.function().isPresent()) {
      return List.of(draft.function().get());
    }
    return switch (draft.trigger()) {
      case Script.Http _ -> List.of("handleRequest");
      case Script.Cron _, Script.OneOff _ -> List.of("main");
      case Script.Event event -> {
        List<String> types = EventPattern.types(event.pattern());
        yield types.size() == 1
            ? List.of(EventPattern.handler(types.getFirst()), "handleEvent")
            : List.of("handleEvent");
      }
      case Script.Embedded _ -> List.of();
    };
  }

  /** Whether the module of an entry is there and is code. */
  private boolean usable(EntryDraft draft, Door door) {
    String name = draft.module();
    Module module = modules.get(name);
    if (module != null && module.kind() != Module.Kind.JSON) {
      return true;
    }
    // What could not be read was said so; and CCF's checks have said what is not there.
    boolean said = bundle.unread().contains(name) || bundle.modules().containsKey(name);
    if (module != null) {
      findings.error(
          draft.modulePlace(),
          "Module `" + Shown.of(name) + "` of " + draft.shown() + " is data.",
          "Name a module with code.");
    } else if (!said && door == Door.ALCOVE) {
      findings.error(
          draft.modulePlace(),
          "There is no module `" + Shown.of(name) + "` for " + draft.shown() + ".",
          moduleCure(name));
    }
    return false;
  }

  private String moduleCure(String name) {
    String bare = name.replaceFirst("^(\\./|/|src/)+", "");
    if (modules.containsKey(bare)) {
      return "Write `" + bare + "`: names are relative to `src/`.";
    }
    return NearestName.to(name, modules.keySet())
        .map(near -> "Did you mean `" + near + "`?")
        .orElse("Add it under `src/`.");
  }

  private void missing(EntryDraft draft, List<String> names) {
    List<String> functions = linker.functions(draft.module()).orElse(List.of());
    String cure =
        functions.isEmpty()
            ? written(draft, names.getFirst())
            : NearestName.to(names.getFirst(), functions)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("It has " + TreeFields.listed(functions) + ".");
    findings.error(draft.functionPlace(), message(draft, names), cure);
  }

  private String message(EntryDraft draft, List<String> names) {
    String verb = isClassic(draft) ? "has no function" : "does not export";
    return String.format(
        "Module `%s` of %s %s `%s`.",
        Shown.of(draft.module()), draft.shown(), verb, Shown.of(String.join("` or `", names)));
  }

  /** A script's functions count without export, but only if its module is nobody else's. */
  private String written(EntryDraft draft, String name) {
    if (isClassic(draft)) {
      return "Write `function " + name + "(…) {…}` in it.";
    }
    return graph.isImported(draft.module())
        ? "Another module imports it, so its functions must be exported: write `export` before it."
        : "Write `export function " + name + "(…) {…}` in it.";
  }

  private boolean isClassic(EntryDraft draft) {
    Module module = modules.get(draft.module());
    return module != null && module.kind() == Module.Kind.CLASSIC;
  }
}
