package dev.alcove.bundle;

import dev.alcove.domain.Failure;
import dev.alcove.domain.Module;
import dev.alcove.domain.SourcePlace;
import dev.alcove.engine.GuestEngine;
import dev.alcove.engine.GuestRun.Dialect;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Lets the engine parse and link the modules of one bundle, and finds the entries' handlers. */
final class Linker {
  /** Endpoints have everything that CCF has. */
  private static final Dialect CCF = new Dialect(true, true);

  /** What the parser complains of when a module is read as a script. */
  private static final Pattern MODULE_ONLY = Pattern.compile("\\b(await|export|import)\\b");

  private static final long MOST_MILLIS = 10_000;

  /** Each costs a link; who misses more functions than these has misread something else. */
  private static final int MOST_QUESTIONS = 20;

  private final GuestEngine engine;
  private final Target target;
  private final Findings findings;
  private final ModuleGraph graph;
  private final SortedMap<String, Module> modules;

  /** Modules about which something was said already, and those that need them. */
  private final Set<String> broken = new HashSet<>();

  private final Map<String, List<String>> functions = new HashMap<>();

  /** Whether something was found that belongs to no module: then nothing is known of the others. */
  private boolean stuck;

  private int asked;

  Linker(
      GuestEngine engine,
      Target target,
      Findings findings,
      ModuleGraph graph,
      SortedMap<String, Module> modules,
      Collection<String> bad) {
    this.engine = engine;
    this.target = target;
    this.findings = findings;
    this.graph = graph;
    this.modules = modules;
    Set<String> named = Set.copyOf(bad);
    broken.addAll(named);
    for (String name : modules.keySet()) {
      if (graph.reachedFrom(List.of(name)).stream().anyMatch(named::contains)) {
        broken.add(name);
      }
    }
  }

  /**
   * Links everything once in the language of the endpoints, and what scripts reach in theirs.
   *
   * @param lenient whether what does not link is a warning: CCF's door without the bytecode cache,
   *     where CCF compiles nothing before a request comes
   */
  void link(ManifestDraft draft, boolean lenient) {
    Dialect scripts = new Dialect(draft.eval(), draft.bigint());
    Set<String> ofScripts =
        graph.reachedFrom(draft.scripts().stream().map(EntryDraft.OfScript::module).toList());
    boolean apart = !scripts.equals(CCF) && !draft.scripts().isEmpty();
    if (!apart) {
      link(modules.keySet(), CCF, lenient);
      return;
    }
    Set<String> ofEndpoints = new HashSet<>(modules.keySet());
    Set<String> reached =
        graph.reachedFrom(draft.endpoints().stream().map(e -> e.module()).toList());
    ofEndpoints.removeIf(name -> ofScripts.contains(name) && !reached.contains(name));
    link(ofEndpoints, CCF, lenient);
    link(ofScripts, scripts, false);
  }

  private void link(Set<String> names, Dialect dialect, boolean lenient) {
    List<Module> linked =
        modules.values().stream()
            .filter(module -> names.contains(module.name()) && !broken.contains(module.name()))
            .toList();
    if (linked.isEmpty()) {
      return;
    }
    GuestEngine.LinkReport report = link(linked, Map.of(), dialect);
    functions.putAll(report.functions());
    for (Failure failure : report.problems()) {
      Problem problem = problem(failure);
      failure.place().map(SourcePlace::module).ifPresentOrElse(broken::add, () -> stuck = true);
      if (lenient) {
        findings.warning(problem);
      } else {
        findings.add(problem);
      }
    }
  }

  private GuestEngine.LinkReport link(
      Collection<Module> linked, Map<String, List<String>> handlers, Dialect dialect) {
    return engine.link(
        target.tenant(),
        linked,
        handlers,
        dialect,
        target.plan().capped(MOST_MILLIS, MOST_MILLIS, target.plan().memoryBytes()));
  }

  private Problem problem(Failure failure) {
    Optional<SourcePlace> place = failure.place();
    boolean ours = failure.name().equals("Error") || failure.message().startsWith("Module `");
    String message = ours ? failure.message() : failure.name() + ": " + failure.message();
    String file = place.map(SourcePlace::module).orElse("src/");
    return new Problem(
        file,
        place.map(SourcePlace::line).orElse(0),
        place.map(SourcePlace::column).orElse(0),
        message.endsWith(".") ? message : message + ".",
        cure(failure, file),
        place.map(SourcePlace::excerpt).orElse(""));
  }

  private String cure(Failure failure, String file) {
    Module module = modules.get(file);
    boolean classic = module != null && module.kind() == Module.Kind.CLASSIC;
    return classic && MODULE_ONLY.matcher(failure.message()).find()
        ? "It was read as a classic script, since no `import` or `export` was found in it: add the"
            + " line `export {};` and export its handler."
        : failure.code().cure();
  }

  /** The functions of a module that an entry could name; empty if it did not link. */
  Optional<List<String>> functions(String module) {
    return stuck || broken.contains(module) || !modules.containsKey(module)
        ? Optional.empty()
        : Optional.of(functions.getOrDefault(module, List.of()));
  }

  /**
   * Whether the module has the function. The engine's list can lack what is exported in a
   * roundabout way ({@code export *}), so before a function is said to be missing it is asked for
   * by name.
   */
  boolean has(String module, String function) {
    if (functions.getOrDefault(module, List.of()).contains(function)) {
      return true;
    }
    if (asked++ >= MOST_QUESTIONS) {
      return false;
    }
    Set<String> names = graph.reachedFrom(List.of(module));
    List<Module> linked =
        modules.values().stream().filter(each -> names.contains(each.name())).toList();
    return link(linked, Map.of(module, List.of(function)), CCF).problems().isEmpty();
  }
}
