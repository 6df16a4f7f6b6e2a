package dev.alcove.testkit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Rules on Java sources, read with the JDK's own parser. Problems are {@code path:line: message}.
 */
final class SourceRules {
  static final int MAX_FILE_LINES = 400;
  static final int MAX_METHOD_LINES = 70;
  private static final Pattern VAGUE_CLASS = Pattern.compile(".*(Utils?|Impl|Manager|Helper)s?");
  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile("(.*\\.)?\\w*(utils?|impl|manager|helper)s?(\\..*)?");

  private SourceRules() {}

  static List<String> fileLength(RepositoryFiles files) {
    List<String> problems = new ArrayList<>();
    for (String path : files.java()) {
      int lines = files.lines(path).size();
      if (lines > MAX_FILE_LINES) {
        problems.add(path + ":" + lines + ": more than " + MAX_FILE_LINES + " lines");
      }
    }
    return problems;
  }

  static List<String> methodLength(RepositoryFiles files) {
    Parsed parsed = parse(files);
    List<String> problems = new ArrayList<>(parsed.errors);
    parsed.units.forEach(
        (path, unit) ->
            new TreeScanner<@Nullable Void, @Nullable Void>() {
              @Override
              public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
                long first = parsed.startLine(unit, method);
                long lines = parsed.endLine(unit, method) - first + 1;
                if (lines > MAX_METHOD_LINES) {
                  problems.add(
                      "%s:%d: method %s has %d lines, more than %d"
                          .formatted(path, first, method.getName(), lines, MAX_METHOD_LINES));
                }
                return super.visitMethod(method, null);
              }
            }.scan(unit, null));
    return problems;
  }

  static List<String> vagueNames(RepositoryFiles files) {
    Parsed parsed = parse(files);
    List<String> problems = new ArrayList<>();
    parsed.units.forEach(
        (path, unit) -> {
          String packageName = packageOf(unit);
          if (VAGUE_PACKAGE.matcher(packageName).matches()) {
            problems.add(path + ":1: package " + packageName + " says nothing");
          }
          new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
              if (VAGUE_CLASS.matcher(type.getSimpleName()).matches()) {
                problems.add(
                    "%s:%d: the name %s says nothing"
                        .formatted(path, parsed.startLine(unit, type), type.getSimpleName()));
              }
              return super.visitClass(type, null);
            }
          }.scan(unit, null);
        });
    return problems;
  }

  /** Every package of src/main has a package-info.java that is marked; tests share that package. */
  static List<String> nullMarked(RepositoryFiles files) {
    Parsed parsed = parse(files);
    Map<String, Boolean> marked = new HashMap<>();
    Set<String> folders = new TreeSet<>();
    parsed.units.forEach(
        (path, unit) -> {
          if (!path.contains("src/main/java/")) {
            return;
          }
          String folder = path.substring(0, path.lastIndexOf('/'));
          folders.add(folder);
          if (path.endsWith("/package-info.java")) {
            marked.put(
                folder,
                unit.getPackageAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().endsWith("NullMarked")));
          }
        });
    List<String> problems = new ArrayList<>();
    for (String folder : folders) {
      Boolean found = marked.get(folder);
      if (found == null) {
        problems.add(folder + "/package-info.java:1: is missing");
      } else if (!found) {
        problems.add(folder + "/package-info.java:1: is not @NullMarked");
      }
    }
    return problems;
  }

  static List<String> onePackagePerModule(RepositoryFiles files) {
    Map<String, Set<String>> packages = new TreeMap<>();
    parse(files)
        .units
        .forEach(
            (path, unit) -> {
              int source = path.indexOf("src/main/java/");
              if (source >= 0) {
                packages
                    .computeIfAbsent(path.substring(0, source), module -> new TreeSet<>())
                    .add(packageOf(unit));
              }
            });
    List<String> problems = new ArrayList<>();
    packages.forEach(
        (module, names) -> {
          if (names.size() > 1) {
            problems.add(module + "pom.xml:1: a module has one package, not " + names);
          }
        });
    return problems;
  }

  private static String packageOf(CompilationUnitTree unit) {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  private record Parsed(Map<String, CompilationUnitTree> units, Trees trees, List<String> errors) {
    long startLine(CompilationUnitTree unit, Tree tree) {
      return unit.getLineMap()
          .getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    long endLine(CompilationUnitTree unit, Tree tree) {
      return unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
    }
  }

  private static String pathOf(RepositoryFiles files, JavaFileObject file) {
    return files.root().toUri().relativize(file.toUri()).getPath();
  }

  private static Parsed parse(RepositoryFiles files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    Map<String, CompilationUnitTree> units = new TreeMap<>();
    try (var manager = compiler.getStandardFileManager(diagnostics, null, null)) {
      var sources =
          manager.getJavaFileObjectsFromPaths(files.java().stream().map(files::file).toList());
      var task =
          (JavacTask)
              compiler.getTask(null, manager, diagnostics, List.of("-proc:none"), null, sources);
      Set<String> known = new HashSet<>(files.java());
      for (CompilationUnitTree unit : task.parse()) {
        String path = pathOf(files, unit.getSourceFile());
        if (!known.contains(path)) {
          throw new IllegalStateException("parsed a file that was not asked for: " + path);
        }
        units.put(path, unit);
      }
      List<String> errors =
          diagnostics.getDiagnostics().stream()
              .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
              .map(
                  d ->
                      pathOf(files, d.getSource()) + ":" + d.getLineNumber() + ": cannot be parsed")
              .toList();
      return new Parsed(units, Trees.instance(task), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
