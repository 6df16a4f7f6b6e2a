package dev.alcove.engine;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Initialises the engine's classes before a guest can be at fault for it. A class whose initialiser
 * meets the end of the stack is broken for the life of the process, for every tenant: one hostile
 * line did that in a cold process.
 */
final class EngineClasses {
  /** One class of each jar: polyglot, truffle-api, js-language, truffle-runtime. */
  private static final List<String> LANDMARKS =
      List.of(
          "org.graalvm.polyglot.Engine",
          "com.oracle.truffle.api.Truffle",
          "com.oracle.truffle.js.lang.JavaScriptLanguage",
          "com.oracle.truffle.regex.RegexLanguage",
          "com.oracle.truffle.runtime.OptimizedTruffleRuntime");

  private static final String SUFFIX = ".class";

  private EngineClasses() {}

  /**
   * Goes through all of them, until {@code stop}.
   *
   * @return how many were initialised
   */
  static int initialise(BooleanSupplier stop) {
    int count = 0;
    for (String landmark : LANDMARKS) {
      try (JarFile jar = jarOf(landmark)) {
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements() && !stop.getAsBoolean()) {
          String name = entries.nextElement().getName();
          if (name.endsWith(SUFFIX) && !name.startsWith("META-INF") && !name.contains("-info.")) {
            count += initialise(name.substring(0, name.length() - SUFFIX.length()));
          }
        }
      } catch (IOException | ClassNotFoundException | URISyntaxException | LinkageError e) {
        // A jar less, or classes that are not in a jar: what is missed is initialised at first use.
      }
    }
    return count;
  }

  private static JarFile jarOf(String landmark)
      throws IOException, ClassNotFoundException, URISyntaxException {
    Class<?> type = Class.forName(landmark, false, EngineClasses.class.getClassLoader());
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("no code source");
    }
    return new JarFile(new File(source.getLocation().toURI()));
  }

  private static int initialise(String path) {
    try {
      Class.forName(path.replace('/', '.'), true, EngineClasses.class.getClassLoader());
      return 1;
    } catch (ClassNotFoundException | LinkageError | AssertionError e) {
      // Some need what this process does not have, a compiler or a native image, and some of those
      // say so by an assertion.
      return 0;
    }
  }
}
