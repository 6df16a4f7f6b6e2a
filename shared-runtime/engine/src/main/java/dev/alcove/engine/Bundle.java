package dev.alcove.engine;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Module;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Source;

/**
 * What an engine evaluates of one version. It keeps the sources alive, and with them the engine's
 * parsed code: the code cache forgets what nobody holds. Thread-safe.
 */
final class Bundle {
  private final Map<String, Module> modules;
  private final BundleFiles files;
  private final List<Source> json;
  private final Map<String, Source> entries = new ConcurrentHashMap<>();

  Bundle(Map<String, Module> modules) {
    this.modules = modules;
    files = BundleFiles.lenient(modules);
    boolean imported =
        modules.values().stream()
            .anyMatch(m -> m.kind() == Module.Kind.ESM && m.source().contains(".json"));
    json =
        imported
            ? modules.values().stream()
                .filter(m -> m.kind() == Module.Kind.JSON)
                .map(Bundle::withoutAttribute)
                .toList()
            : List.of();
  }

  /**
   * The loader takes an import of JSON only {@code with {type: "json"}}, unless a module by that
   * path is there already: this one.
   */
  private static Source withoutAttribute(Module module) {
    return Sources.literal(
        "/" + module.name(),
        "export default JSON.parse(" + Json.quoted(module.source()) + ");",
        Sources.MODULE);
  }

  Map<String, Module> modules() {
    return modules;
  }

  BundleFiles files() {
    return files;
  }

  /** Evaluated in every realm before any guest code. */
  List<Source> json() {
    return json;
  }

  /** What to evaluate for a handler in {@code module}, which exists. */
  Source entry(String module) {
    return entries.computeIfAbsent(module, this::sourceOf);
  }

  private Source sourceOf(String name) {
    Module module = requireNonNull(modules.get(name), "no such module");
    return module.kind() == Module.Kind.CLASSIC
        ? Sources.literal(name, module.source(), Sources.SCRIPT)
        : Sources.loader(name);
  }
}
