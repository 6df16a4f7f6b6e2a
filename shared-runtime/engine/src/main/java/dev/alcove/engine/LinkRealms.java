package dev.alcove.engine;

import dev.alcove.domain.Module;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * The realms that a version is linked in; none of its code ever runs in them. On a guest thread,
 * for one version.
 */
final class LinkRealms implements AutoCloseable {
  /** Names that no module of a bundle has. */
  private static final String LOADER = "#loader.js";

  private static final String PEEK = "#peek.js";

  private static final Pattern DECLARED =
      Pattern.compile(
          "(?m)^(?:const|let|var)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*="
              + "\\s*(?:async\\b\\s*)?(?:function\\b|\\(|[\\p{L}_$][\\p{L}\\p{N}_$]*\\s*=>)");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final int AT_ONCE = 1_000;

  private final TenantEngine engine;
  private final GuestRun.Dialect dialect;
  private final ActiveRun run;
  private final Closer closer;
  private final Context parser;

  /**
   * Opens them.
   *
   * @param strictParser an engine that only ever parses: it may refuse BigInt, which the sandboxed
   *     ones cannot be told to
   */
  LinkRealms(
      Engine strictParser,
      TenantEngine engine,
      GuestRun.Dialect dialect,
      ActiveRun run,
      Closer closer) {
    this.engine = engine;
    this.dialect = dialect;
    this.run = run;
    this.closer = closer;
    this.parser =
        Context.newBuilder(Sources.LANGUAGE)
            .engine(strictParser)
            .allowExperimentalOptions(true)
            .option("js.bigint", Boolean.toString(dialect.bigint()))
            .build();
  }

  /**
   * Parses a module.
   *
   * @throws PolyglotException if it does not parse
   */
  void parse(Module module) {
    run.inContext(parser, closer);
    switch (module.kind()) {
      case ESM -> parser.parse(Sources.literal(module.name(), module.source(), Sources.MODULE));
      case CLASSIC -> parser.parse(Sources.literal(module.name(), module.source(), Sources.SCRIPT));
      case JSON ->
          parser
              .eval(Sources.literal("alcove:json", "JSON.parse", Sources.SCRIPT))
              .executeVoid(module.source());
    }
  }

  /**
   * Links all ES modules together.
   *
   * @return the names that each exports
   * @throws PolyglotException for the first thing that does not link
   */
  Map<String, List<String>> exports(Map<String, Module> modules) {
    List<String> names =
        modules.values().stream()
            .filter(module -> module.kind() == Module.Kind.ESM)
            .map(Module::name)
            .filter(name -> !Imports.isAddress(name))
            .toList();
    if (names.isEmpty()) {
      // Classic scripts alone: nothing imports, so there is nothing to link.
      return Map.of();
    }
    Map<String, Module> all = new HashMap<>(modules);
    StringBuilder loader = new StringBuilder("import " + Json.quoted("/" + PEEK) + ";\n");
    for (int i = 0; i < names.size(); i++) {
      loader
          .append("import * as m" + i + " from " + Json.quoted("/" + names.get(i)) + ";\n")
          .append("export { m" + i + " };\n");
    }
    all.put(LOADER, new Module(LOADER, Module.Kind.ESM, loader.toString()));
    // Evaluated before any other module, since the loader imports it first and it imports only the
    // loader, which is a cycle. Linking has then made all namespaces, and no module has run. What
    // it
    // throws keeps the others from running.
    all.put(
        PEEK,
        new Module(
            PEEK,
            Module.Kind.ESM,
            "import * as all from '/"
                + LOADER
                + "';\nlet told = [];\nfor (let i = 0; i < "
                + names.size()
                + "; i++) told.push(Reflect.ownKeys(all['m' + i]).filter(k => typeof k ==="
                + " 'string'));\n"
                + "throw { told };\n"));
    try (Context context = context(all)) {
      return read(names, told(context));
    }
  }

  private static Value told(Context context) {
    try {
      context.eval(Sources.literal("alcove:link", "import '/" + LOADER + "';", Sources.MODULE));
    } catch (PolyglotException e) {
      Value thrown = e.getGuestObject();
      if (thrown == null || !thrown.hasMember("told")) {
        throw e;
      }
      return thrown.getMember("told");
    }
    throw new IllegalStateException("the modules ran");
  }

  private static Map<String, List<String>> read(List<String> names, Value told) {
    Map<String, List<String>> exports = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> keys = new ArrayList<>();
      for (long j = 0; j < told.getArrayElement(i).getArraySize(); j++) {
        keys.add(told.getArrayElement(i).getArrayElement(j).asString());
      }
      exports.put(names.get(i), keys);
    }
    return exports;
  }

  /**
   * The functions that a classic script declares at its top level. Its declarations are made before
   * its first statement, which is ours and throws.
   */
  List<String> topLevelFunctions(Module module, List<String> wanted) {
    Set<String> candidates = new LinkedHashSet<>(wanted);
    Matcher declared = DECLARED.matcher(module.source());
    while (declared.find()) {
      candidates.add(declared.group(1));
    }
    try (Context context = context(Map.of())) {
      Value global = context.getBindings(Sources.LANGUAGE);
      // A copy: the set is a view.
      Set<String> before = Set.copyOf(global.getMemberKeys());
      try {
        context.eval(Sources.literal(module.name(), "throw 0;" + module.source(), Sources.SCRIPT));
      } catch (PolyglotException e) {
        if (e.isCancelled() || e.isSyntaxError()) {
          return List.of();
        }
      }
      Set<String> found = new LinkedHashSet<>();
      for (String name : global.getMemberKeys()) {
        if (!before.contains(name) && isFunction(global, name)) {
          found.add(name);
        }
      }
      Set<String> unset = new HashSet<>();
      List<String> rest =
          candidates.stream()
              .filter(name -> !global.hasMember(name) && NAME.matcher(name).matches())
              .toList();
      for (int from = 0; from < rest.size(); from += AT_ONCE) {
        unset.addAll(unset(context, rest.subList(from, Math.min(from + AT_ONCE, rest.size()))));
      }
      candidates.stream()
          .filter(name -> unset.contains(name) || global.hasMember(name))
          .forEach(found::add);
      return List.copyOf(found);
    }
  }

  private static boolean isFunction(Value global, String name) {
    try {
      Value value = global.getMember(name);
      return value != null && value.canExecute();
    } catch (PolyglotException e) {
      return false;
    }
  }

  /**
   * Which names are those of a {@code const} or {@code let}: these are there before their values
   * are, and asking for one throws. Many at once, since each source costs as much as many names.
   */
  private static List<String> unset(Context context, List<String> names) {
    StringBuilder script = new StringBuilder("[");
    for (String name : names) {
      script.append("() => typeof ").append(name).append(",\n");
    }
    script.append("].map(f => { try { f(); return false; } catch { return true; } })");
    Value told;
    try {
      told = context.eval(Sources.literal("alcove:ask", script.toString(), Sources.SCRIPT));
    } catch (PolyglotException e) {
      if (e.isCancelled()) {
        throw e;
      }
      // A reserved word, found in a comment: no name at all if it is alone.
      return names.size() == 1
          ? List.of()
          : names.stream().flatMap(name -> unset(context, List.of(name)).stream()).toList();
    }
    return IntStream.range(0, names.size())
        .filter(i -> told.getArrayElement(i).asBoolean())
        .mapToObj(names::get)
        .toList();
  }

  private Context context(Map<String, Module> modules) {
    Context context = Realm.context(engine, BundleFiles.strict(modules), dialect);
    run.inContext(context, closer);
    return context;
  }

  @Override
  public void close() {
    parser.close(true);
  }
}
