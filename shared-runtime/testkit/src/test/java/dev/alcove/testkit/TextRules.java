package dev.alcove.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Rules on the lines and names of files. The patterns hold a letter in brackets here and there, so
 * that this file does not break its own rules.
 */
final class TextRules {
  private static final Pattern MARKER = Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X])\\b");
  private static final Pattern CODE =
      Pattern.compile(".*\\.(java|js|mjs|ts|xml|ya?ml|sh|sql|css|html)");
  private static final Pattern PRINT = Pattern.compile("System\\.out\\.printl[n]");
  private static final Pattern DISABLED = Pattern.compile("@Disable[d]\\b");
  private static final Pattern SLEEP = Pattern.compile("Thread\\.slee[p]\\b");
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?<![\\w./}-])/([h]ome|[U]sers|[r]oot|[w]ork)/[\\w.]|\\b[A-Z]:\\\\[U]sers\\\\");
  private static final Pattern REGISTRY =
      Pattern.compile(
          "\\b([r]epo1?\\.maven|[r]egistry\\.npmjs|[r]egistry\\.yarnpkg|[p]ypi\\.org|[f]iles\\.pythonhosted)"
              + "|\\b[\\w.-]*([a]rtifactory|[n]exus)[\\w-]*\\.[a-z]{2,}|proxy\\.[g]olang");
  private static final String GUEST = "src/test/guest/";

  private TextRules() {}

  static List<String> markers(RepositoryFiles files) {
    return lines(files, path -> CODE.matcher(path).matches(), MARKER, "a leftover marker");
  }

  static List<String> printing(RepositoryFiles files) {
    return lines(
        files,
        path ->
            path.endsWith(".java")
                && path.contains("src/main/java/")
                && !path.startsWith("cli/")
                && !path.startsWith("bench/"),
        PRINT,
        "only cli and bench print");
  }

  static List<String> disabledTests(RepositoryFiles files) {
    return lines(files, TextRules::isTest, DISABLED, "a test that is switched off");
  }

  static List<String> sleeping(RepositoryFiles files) {
    return lines(files, TextRules::isTest, SLEEP, "a test waits for a condition, not for time");
  }

  static List<String> machinePaths(RepositoryFiles files) {
    return lines(files, path -> true, MACHINE, "a path of somebody's machine");
  }

  static List<String> registryHosts(RepositoryFiles files) {
    return lines(files, path -> true, REGISTRY, "the host of a package registry");
  }

  /**
   * A guest case is name.js or a folder name/, and beside it name.out; neither without the other.
   */
  static List<String> goldens(RepositoryFiles files) {
    List<String> guests = files.where(path -> path.contains(GUEST));
    Set<String> known = new HashSet<>(guests);
    Set<String> folders = new HashSet<>();
    for (String path : guests) {
      for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        folders.add(path.substring(0, at));
      }
    }
    List<String> problems = new ArrayList<>();
    for (String path : guests) {
      if (path.endsWith(".out")) {
        String name = path.substring(0, path.length() - ".out".length());
        if (!known.contains(name + ".js") && !folders.contains(name)) {
          problems.add(path + ":1: a golden without its .js");
        }
      } else if (path.endsWith(".js") && !hasGolden(path, known)) {
        problems.add(path + ":1: a guest without its .out");
      }
    }
    return problems;
  }

  private static boolean hasGolden(String path, Set<String> known) {
    if (known.contains(path.substring(0, path.length() - ".js".length()) + ".out")) {
      return true;
    }
    int end = path.indexOf(GUEST) + GUEST.length();
    for (int at = path.lastIndexOf('/'); at >= end; at = path.lastIndexOf('/', at - 1)) {
      if (known.contains(path.substring(0, at) + ".out")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTest(String path) {
    return path.endsWith(".java") && path.contains("src/test/java/");
  }

  private static List<String> lines(
      RepositoryFiles files, Predicate<String> where, Pattern bad, String message) {
    List<String> problems = new ArrayList<>();
    for (String path : files.where(where)) {
      int number = 0;
      for (String line : files.lines(path)) {
        number++;
        if (bad.matcher(line).find()) {
          problems.add(path + ":" + number + ": " + message + ": " + line.strip());
        }
      }
    }
    return problems;
  }
}
