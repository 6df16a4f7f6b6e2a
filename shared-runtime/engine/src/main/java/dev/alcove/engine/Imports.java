package dev.alcove.engine;

import dev.alcove.domain.Module;
import dev.alcove.domain.SourcePlace;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules by which a specifier names a module: CCF's, which are QuickJS's defaults. */
final class Imports {
  private static final Pattern TEXT = Pattern.compile("(['\"`])([^'\"`\\n]{1,1024})\\1");

  private Imports() {}

  /** The name of the module that {@code specifier} means in {@code importer}. */
  static String resolve(String importer, String specifier) {
    if (isAddress(specifier)) {
      return specifier;
    }
    if (!specifier.startsWith(".")) {
      return normal(Frames.bare(specifier));
    }
    return normal(importer.substring(0, importer.lastIndexOf('/') + 1) + specifier);
  }

  /** A way from the root without detours: what would lead above the root stays there. */
  private static String normal(String path) {
    ArrayDeque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** Whether {@code specifier} names something outside the app. */
  static boolean isAddress(String specifier) {
    return specifier.indexOf(':') >= 0;
  }

  /** Where {@code importer} names the module {@code name}: the loader does not tell. */
  static SourcePlace place(@Nullable Module importer, String importerName, String name) {
    if (importer == null) {
      return new SourcePlace(importerName, 1, 0, "");
    }
    int number = 0;
    for (String line : importer.source().split("\n", -1)) {
      number++;
      Matcher text = TEXT.matcher(line);
      while (text.find()) {
        if (text.group(2).indexOf('\0') < 0 && resolve(importerName, text.group(2)).equals(name)) {
          return new SourcePlace(importerName, number, text.start() + 1, line.strip());
        }
      }
    }
    return new SourcePlace(importerName, 1, 0, "");
  }

  /** Where the import or export list from {@code specifier} has {@code name}. */
  static Optional<SourcePlace> placeOfName(
      @Nullable Module importer, String specifier, String name) {
    if (importer == null) {
      return Optional.empty();
    }
    Matcher list =
        Pattern.compile("\\{([^{}]*)\\}\\s*from\\s*['\"]" + Pattern.quote(specifier) + "['\"]")
            .matcher(importer.source());
    Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
    while (list.find()) {
      Matcher found = word.matcher(importer.source()).region(list.start(1), list.end(1));
      if (found.find()) {
        return Optional.of(at(importer, found.start()));
      }
    }
    return Optional.empty();
  }

  private static SourcePlace at(Module module, int offset) {
    String before = module.source().substring(0, offset);
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    String text = module.source().substring(lineStart).lines().findFirst().orElse("");
    return new SourcePlace(module.name(), line, offset - lineStart + 1, text.strip());
  }
}
