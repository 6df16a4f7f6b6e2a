package dev.alcove.bundle;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ScriptName;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads bundles in all their forms. What cannot be read is among the bundle's problems, so that
 * {@link BundleCompiler} reports it together with everything else; nothing here throws.
 */
public final class BundleReader {
  /** What a script uploaded alone may reach: all that its plan and its user's permissions allow. */
  private static final String EVERYTHING =
      "{\"capabilities\":{\"db\":true,\"services\":[\"*\"],\"http\":[\"*\"],\"secrets\":[\"*\"]},";

  private BundleReader() {}

  /**
   * A folder with {@code app.json} and {@code src/}. Links that lead out of it are not followed.
   */
  public static Bundle fromFolder(Path folder) {
    return new FolderReader(folder).read();
  }

  /**
   * A JSON document: {@code {"metadata", "modules"}}, or CCF's proposal {@code {"actions":
   * [{"name": "set_js_app", ...}]}}.
   */
  public static Bundle fromJson(Bytes document) {
    return new DocumentReader().read(document);
  }

  /**
   * A script alone, as an app of its own: the manifest is made here.
   *
   * @param definition the script's entry as a manifest has it, without {@code js_module}: {@code
   *     {"type": "cron", "schedule": "0 9 * * *"}}
   */
  public static Bundle fromScript(ScriptName name, String definition, String source) {
    String module = name.value().endsWith(".js") ? name.value() : name.value() + ".js";
    SortedMap<String, String> modules = new TreeMap<>();
    modules.put(module, Texts.withoutMark(source));
    Findings findings = new Findings();
    ManifestText text = new ManifestText("definition", definition, 1, 1);
    Optional<Tree> tree = text.read(TreeReader.Doubles.REFUSED, findings);
    if (tree.isPresent() && !(tree.get() instanceof Tree.Obj)) {
      findings.error(
          tree.get().place(),
          "The definition is " + tree.get().kind() + ".",
          "Write an object such as `{\"type\": \"one_off\"}`.");
    }
    Optional<ManifestText> manifest =
        tree.filter(Tree.Obj.class::isInstance)
            .filter(object -> !findings.hasErrors())
            .map(object -> around((Tree.Obj) object, definition, name, module));
    return new Bundle(manifest, modules, Door.ALCOVE, false, Set.of(), findings.problems());
  }

  private static ManifestText around(
      Tree.Obj object, String definition, ScriptName name, String module) {
    String before = EVERYTHING + "\"scripts\":{\"" + name + "\":{\"js_module\":\"" + module + "\"";
    String inside = definition.substring(object.start() + 1, object.end() - 1);
    if (!object.members().isEmpty()) {
      before += ",";
    }
    // Places count from where the author's own text begins.
    int column = object.place().column() + 1 - before.length();
    return new ManifestText("definition", before + inside + "}}}", object.place().line(), column);
  }
}
