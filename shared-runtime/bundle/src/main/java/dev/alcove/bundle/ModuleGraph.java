package dev.alcove.bundle;

import dev.alcove.domain.Module;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which module imports which, as far as it can be read without running them. */
final class ModuleGraph {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  private final SortedMap<String, String> sources;
  private final Map<String, SourceScan.Result> scans = new HashMap<>();
  private final Map<String, Set<String>> imports = new HashMap<>();
  private final Set<String> imported = new HashSet<>();

  ModuleGraph(SortedMap<String, String> sources) {
    this.sources = sources;
    sources.forEach(
        (name, source) -> {
          if (!ModuleChecks.isJson(name)) {
            SourceScan.Result scan = SourceScan.of(source);
            Set<String> names = new HashSet<>();
            scan.imports().forEach(each -> names.add(resolve(name, each.specifier())));
            scans.put(name, scan);
            imports.put(name, names);
            imported.addAll(names);
          }
        });
  }

  /**
   * The modules with their kinds.
   *
   * @param entries the modules that only scripts name: these may be classic
   */
  SortedMap<String, Module> modules(Collection<String> entries) {
    SortedMap<String, Module> modules = new TreeMap<>();
    sources.forEach(
        (name, source) -> modules.put(name, new Module(name, kind(name, entries), source)));
    return modules;
  }

  private Module.Kind kind(String name, Collection<String> entries) {
    SourceScan.Result scan = scans.get(name);
    if (scan == null) {
      return Module.Kind.JSON;
    }
    boolean classic = entries.contains(name) && !scan.module() && !imported.contains(name);
    return classic ? Module.Kind.CLASSIC : Module.Kind.ESM;
  }

  boolean isImported(String name) {
    return imported.contains(name);
  }

  /** These modules and all that they import, directly or not. */
  Set<String> reachedFrom(Collection<String> names) {
    Set<String> reached = new HashSet<>(names);
    Deque<String> waiting = new ArrayDeque<>(names);
    while (!waiting.isEmpty()) {
      for (String next : imports.getOrDefault(waiting.remove(), Set.of())) {
        if (reached.add(next)) {
          waiting.add(next);
        }
      }
    }
    return reached;
  }

  /**
   * Finds imports that JavaScript's loader refuses without saying where: data imported as if it
   * were code, and addresses. The modules that have such an import are not linked, so what else
   * they import is looked for here.
   *
   * @param unread modules that are there and cannot be read
   * @return the modules with such imports
   */
  Set<String> checkImports(Set<String> unread, Findings findings) {
    Set<String> wrong = new HashSet<>();
    scans.forEach(
        (name, scan) -> {
          for (SourceScan.Import each : scan.imports()) {
            Place place = Texts.place(name, sources.getOrDefault(name, ""), each.offset());
            String target = resolve(name, each.specifier());
            if (ADDRESS.matcher(each.specifier()).lookingAt()) {
              wrong.add(name);
              findings.error(
                  place,
                  "`" + Shown.of(each.specifier()) + "` is an address.",
                  "Modules come from the bundle only: add its code under `src/`.");
            } else if (!each.typed()
                && ModuleChecks.isJson(target)
                && sources.containsKey(target)) {
              wrong.add(name);
              findings.error(
                  place,
                  "Module `" + target + "` is data, and imported without its type.",
                  "Write `with { type: \"json\" }` behind its name.");
            }
          }
        });
    wrong.forEach(name -> checkTargets(name, unread, findings));
    return wrong;
  }

  private void checkTargets(String name, Set<String> unread, Findings findings) {
    SourceScan.Result scan = scans.get(name);
    for (SourceScan.Import each : scan == null ? List.<SourceScan.Import>of() : scan.imports()) {
      String target = resolve(name, each.specifier());
      if (!ADDRESS.matcher(each.specifier()).lookingAt()
          && !sources.containsKey(target)
          && !unread.contains(target)) {
        findings.error(
            Texts.place(name, sources.getOrDefault(name, ""), each.offset()),
            "Module `" + Shown.of(target) + "` does not exist.",
            "Add it under `src/`, or correct its name.");
      }
    }
  }

  /**
   * The module that a specifier names: relative to the importer if it begins with a dot, else from
   * the bundle's root, as in CCF. Nothing leads out of the root.
   */
  static String resolve(String importer, String specifier) {
    Deque<String> parts = new ArrayDeque<>();
    if (specifier.startsWith(".")) {
      List<String> own = List.of(importer.split("/", -1));
      own.subList(0, own.size() - 1).forEach(parts::addLast);
    }
    for (String part : specifier.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
