package dev.alcove.engine;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Module;
import dev.alcove.domain.SourcePlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/**
 * Parses and links a version without running any of it, and finds all that is wrong at once: after
 * each problem the module at fault is mended in memory (an export added, a module emptied) and
 * linking goes on. On a guest thread, for one version.
 */
final class Linker {
  private static final Pattern NO_EXPORT =
      Pattern.compile("The requested module '(.*)' does not provide an export named '(.*)'");
  private static final Pattern NO_MODULE =
      Pattern.compile("Cannot find module '(.*)' imported from (.*)");
  private static final int MOST_PROBLEMS = 100;

  private final Map<String, Module> original = new TreeMap<>();
  private final Map<String, Module> mended = new TreeMap<>();
  private final Map<String, Set<String>> added = new HashMap<>();
  private final Set<String> opaque = new HashSet<>();
  private final List<Failure> problems = new ArrayList<>();
  private final Map<String, List<String>> functions = new TreeMap<>();
  private final LinkRealms realms;
  private final Failures failures;

  Linker(Collection<Module> modules, LinkRealms realms, ActiveRun run) {
    for (Module module : modules) {
      original.put(module.name(), module);
    }
    mended.putAll(original);
    this.realms = realms;
    this.failures = new Failures(original, run);
  }

  GuestEngine.LinkReport link(Map<String, List<String>> handlers) {
    original.values().forEach(this::parse);
    while (problems.size() < MOST_PROBLEMS) {
      try {
        note(realms.exports(mended));
        break;
      } catch (PolyglotException e) {
        if (e.isCancelled() || e.isInternalError() || !mend(e)) {
          break;
        }
      }
    }
    for (Module module : original.values()) {
      if (module.kind() == Module.Kind.CLASSIC && !opaque.contains(module.name())) {
        functions.put(module.name(), realms.topLevelFunctions(module, wanted(handlers, module)));
      }
    }
    new TreeMap<>(handlers).forEach(this::check);
    return new GuestEngine.LinkReport(problems, functions);
  }

  /** Keeps what the author's own modules export: not what was added to go on. */
  private void note(Map<String, List<String>> exports) {
    exports.forEach(
        (name, keys) -> {
          if (original.containsKey(name) && !opaque.contains(name)) {
            Set<String> ours = added.getOrDefault(name, Set.of());
            functions.put(name, keys.stream().filter(key -> !ours.contains(key)).toList());
          }
        });
  }

  private static List<String> wanted(Map<String, List<String>> handlers, Module module) {
    return handlers.getOrDefault(module.name(), List.of());
  }

  private void parse(Module module) {
    try {
      realms.parse(module);
    } catch (PolyglotException e) {
      if (e.isCancelled()) {
        throw e;
      }
      problems.add(bigint(syntax(e, module), module));
      empty(module.name());
    }
  }

  /** The parser that knows no BigInt trips over the letter behind the digits. */
  private static Failure bigint(Failure failure, Module module) {
    if (failure.place().isEmpty() || failure.place().get().column() < 2) {
      return failure;
    }
    SourcePlace place = failure.place().get();
    String line = module.source().lines().skip(place.line() - 1L).findFirst().orElse("");
    if (!line.startsWith("n", place.column() - 1)
        || Character.digit(line.charAt(place.column() - 2), 16) < 0) {
      return failure;
    }
    return failure(
        "There is no BigInt here: write `\"bigint\": true` in the manifest to have it.",
        failure.place());
  }

  private Failure syntax(PolyglotException thrown, Module module) {
    Failure failure = failures.syntax(thrown);
    return failure.place().isPresent()
        ? failure
        : new Failure(
            failure.code(),
            failure.name(),
            failure.message(),
            Optional.of(new SourcePlace(module.name(), 1, 0, "")),
            List.of());
  }

  /** What cannot be linked is replaced by a module that exports whatever it is asked for. */
  private void empty(String name) {
    opaque.add(name);
    mended.put(name, new Module(name, kindOf(name), name.endsWith(".json") ? "null" : ""));
  }

  private static Module.Kind kindOf(String name) {
    return name.endsWith(".json") ? Module.Kind.JSON : Module.Kind.ESM;
  }

  /** Notes the problem and takes it out of the way; false if that cannot be done. */
  private boolean mend(PolyglotException thrown) {
    String message = thrown.getMessage() == null ? "" : Syntax.message(thrown.getMessage());
    Matcher noModule = NO_MODULE.matcher(message.replaceFirst("^\\w*Error: ", ""));
    if (noModule.matches()) {
      return missingModule(noModule.group(1), Frames.bare(noModule.group(2)));
    }
    SourceSection section = thrown.getSourceLocation();
    if (!thrown.isSyntaxError() || section == null) {
      return unplaced(message);
    }
    Failure failure = failures.syntax(thrown);
    String importer = failure.place().map(SourcePlace::module).orElse("");
    Matcher noExport = NO_EXPORT.matcher(message);
    if (noExport.matches() && mended.containsKey(importer)) {
      return missingExport(failure, importer, noExport.group(1), noExport.group(2));
    }
    if (!original.containsKey(importer) || opaque.contains(importer)) {
      return unplaced(message);
    }
    problems.add(failure);
    empty(importer);
    return true;
  }

  private boolean unplaced(String message) {
    problems.add(Failure.of(ErrorCode.COMPILE_FAILED, message));
    return false;
  }

  private boolean missingModule(String name, String importer) {
    if (mended.containsKey(name)) {
      return unplaced("Module `" + name + "` cannot be loaded.");
    }
    problems.add(
        failure(
            Imports.isAddress(name)
                ? "`" + name + "` cannot be imported: modules come from the app itself."
                : "Module `" + name + "` does not exist.",
            Optional.of(Imports.place(original.get(importer), importer, name))));
    empty(name);
    return true;
  }

  private boolean missingExport(Failure failure, String importer, String specifier, String export) {
    String name = Imports.resolve(importer, specifier);
    Module exporter = mended.get(name);
    if (exporter == null || exporter.kind() == Module.Kind.JSON) {
      problems.add(failure);
      empty(importer);
      return !opaque.contains(importer) || mended.containsKey(importer);
    }
    if (!opaque.contains(name)) {
      problems.add(
          failure(
              "Module `" + name + "` has no export `" + export + "`.",
              Imports.placeOfName(original.get(importer), specifier, export).or(failure::place)));
    }
    added.computeIfAbsent(name, any -> new HashSet<>()).add(export);
    String local = "alcove_" + Integer.toHexString(exporter.source().length());
    mended.put(
        name,
        new Module(
            name,
            Module.Kind.ESM,
            exporter.source()
                + "\nvar "
                + local
                + "; export { "
                + local
                + " as "
                + Json.quoted(export)
                + " };"));
    return true;
  }

  private static Failure failure(String message, Optional<SourcePlace> place) {
    return new Failure(ErrorCode.COMPILE_FAILED, "SyntaxError", message, place, List.of());
  }

  private void check(String module, List<String> names) {
    Module found = original.get(module);
    if (found == null) {
      problems.add(
          failure(
              "There is no module `"
                  + module
                  + "`"
                  + (original.isEmpty()
                      ? "."
                      : "; there are: " + String.join(", ", original.keySet()) + "."),
              Optional.empty()));
      return;
    }
    List<String> has = functions.get(module);
    if (opaque.contains(module) || has == null) {
      return;
    }
    for (String name : new LinkedHashSet<>(names)) {
      if (!has.contains(name)) {
        problems.add(
            failure(
                "Module `"
                    + module
                    + "` has no function `"
                    + name
                    + "`"
                    + (has.isEmpty()
                        ? " and exports nothing."
                        : "; it has: " + String.join(", ", has) + "."),
                Optional.of(new SourcePlace(module, 1, 0, ""))));
      }
    }
  }
}
