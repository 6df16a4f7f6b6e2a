package dev.alcove.bundle;

import dev.alcove.wire.Characters;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import dev.alcove.wire.TreeReader;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks names, sizes and texts of modules, before anything reads them as code. */
final class ModuleChecks {
  private static final int MOST_NAME_CHARACTERS = 255;
  private static final String SHAPE = "Use a path relative to `src/`, such as `lib/prices.js`.";

  private final Findings findings;

  ModuleChecks(Findings findings) {
    this.findings = findings;
  }

  /** The modules that can be looked at further; the others are among the findings. */
  SortedMap<String, String> check(Bundle bundle) {
    checkSizes(bundle);
    SortedMap<String, String> good = new TreeMap<>();
    Map<String, String> twins = new HashMap<>();
    bundle
        .modules()
        .forEach(
            (name, source) -> {
              if (checkName(name, twins) && checkKind(name, source, bundle.door())) {
                good.put(name, source);
              }
            });
    return good;
  }

  private void checkSizes(Bundle bundle) {
    if (bundle.modules().size() > Bundle.MOST_MODULES) {
      findings.error(
          Place.of("src/"),
          "The bundle has " + bundle.modules().size() + " modules, more than 2,000.",
          "Bundle dependencies into fewer files, and leave `node_modules` out.");
    }
    long bytes = bundle.manifest().map(manifest -> Texts.utf8Length(manifest.text())).orElse(0L);
    for (var module : bundle.modules().entrySet()) {
      long size = Texts.utf8Length(module.getValue());
      bytes += size + Texts.utf8Length(module.getKey());
      if (size > Bundle.MOST_MODULE_BYTES) {
        tooLarge(Place.of(Shown.of(module.getKey())), size, findings);
      }
    }
    if (bytes > Bundle.MOST_BYTES) {
      findings.error(
          Place.of("app.json"),
          String.format(
              Locale.ROOT, "The bundle has %,d bytes, more than %,d.", bytes, Bundle.MOST_BYTES),
          "Minify it, leave data out, or split it into several apps.");
    }
  }

  static void tooLarge(Place place, long size, Findings findings) {
    findings.error(
        place,
        String.format(
            Locale.ROOT,
            "The module has %,d bytes, more than %,d.",
            size,
            Bundle.MOST_MODULE_BYTES),
        "Minify it, or split it.");
  }

  private boolean checkName(String name, Map<String, String> twins) {
    Optional<String> wrong = wrong(name);
    if (wrong.isPresent()) {
      findings.error(
          Place.of(Shown.of(name)), "The name of the module " + wrong.get() + ".", SHAPE);
      return false;
    }
    String folded = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    String twin = twins.putIfAbsent(folded, name);
    if (twin != null) {
      findings.error(
          Place.of(Shown.of(name)),
          "Module `" + Shown.of(twin) + "` differs only in case or in Unicode form.",
          "Rename one: on some disks they are one file.");
      return false;
    }
    return true;
  }

  /** What is wrong with a name, if anything: names are looked up in a map and never on a disk. */
  static Optional<String> wrong(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (name.length() > MOST_NAME_CHARACTERS) {
      return Optional.of("has more than 255 characters");
    }
    if (Characters.loneSurrogate(name) >= 0) {
      return Optional.of("has half a character");
    }
    if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || isFormat(c))) {
      return Optional.of("has a control character");
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("has a backslash");
    }
    if (name.indexOf('%') >= 0) {
      return Optional.of("has a `%`");
    }
    if (name.indexOf(':') >= 0 || name.indexOf('?') >= 0 || name.indexOf('#') >= 0) {
      return Optional.of("has a `:`, `?` or `#`");
    }
    if (name.startsWith("/")) {
      return Optional.of("begins with a slash");
    }
    for (String segment : name.split("/", -1)) {
      if (segment.isBlank()) {
        return Optional.of("has an empty part");
      }
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.of("has a part `" + segment + "`");
      }
    }
    return Optional.empty();
  }

  private static boolean isFormat(int c) {
    return Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }

  private boolean checkKind(String name, String source, Door door) {
    if (isTypeScript(name)) {
      findings.error(
          Place.of(name),
          "TypeScript is not supported yet.",
          "Compile it to JavaScript first, and send the `.js` file.");
      return false;
    }
    // CCF takes any name for JavaScript; in ours a stray file would be a puzzling syntax error.
    if (door == Door.ALCOVE && !isJson(name) && !name.endsWith(".js") && !name.endsWith(".mjs")) {
      findings.error(
          Place.of(name),
          "Only `.js`, `.mjs` and `.json` files are modules.",
          "Rename it, or move it out of `src/`.");
      return false;
    }
    int half = Characters.loneSurrogate(source);
    if (half >= 0) {
      findings.error(
          Place.of(name), "The text has half a character.", "Save the file as UTF-8 text.");
      return false;
    }
    Findings found = new Findings();
    Texts.check(name, source, found);
    found.warnings().forEach(findings::warning);
    found.problems().forEach(findings::add);
    if (found.hasErrors()) {
      return false;
    }
    if (isJson(name)) {
      return new ManifestText(name, source, 1, 1)
          .read(TreeReader.Doubles.LAST_WINS, findings)
          .isPresent();
    }
    return true;
  }

  static boolean isJson(String name) {
    return name.endsWith(".json");
  }

  private static boolean isTypeScript(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".ts") || lower.endsWith(".tsx") || lower.endsWith(".mts");
  }
}
