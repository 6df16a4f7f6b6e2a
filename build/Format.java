import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or fixes the format of all Java files below a folder: {@code Format check|fix folder}. Run
 * from source by Maven with google-java-format on the class path, since formatter plugins run
 * inside Maven's own JVM, which may be too old to parse these files.
 */
public final class Format {
  public static void main(String[] args) throws IOException {
    List<String> command = new ArrayList<>();
    switch (args[0]) {
      case "check" -> command.addAll(List.of("--dry-run", "--set-exit-if-changed"));
      case "fix" -> command.add("--replace");
      default -> throw new IllegalArgumentException("format.goal is check or fix, not " + args[0]);
    }
    int options = command.size();
    Path root = Path.of(args[1]);
    try (var files = Files.walk(root)) {
      files
          .map(root::relativize)
          .filter(Format::isSource)
          .map(Path::toString)
          .forEach(command::add);
    }
    if (command.size() == options) {
      return;
    }
    if (args[0].equals("check")) {
      System.err.println("Format: any file named below needs `mvn validate -Dformat.goal=fix -N`");
    }
    com.google.googlejavaformat.java.Main.main(command.toArray(String[]::new));
  }

  private static boolean isSource(Path file) {
    String path = "/" + file.toString().replace('\\', '/');
    return path.endsWith(".java")
        && (path.contains("/src/") || path.startsWith("/build/"))
        && !path.contains("/target/")
        && !path.contains("/.");
  }
}
