package dev.alcove.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How guest code is run: interpreted, or compiled by the Graal compiler once it is hot. */
enum JitMode {
  INTERPRETER,
  JIT;

  /** As the launcher of the command starts the server. */
  private static final List<String> COMMON =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseG1GC",
          "-XX:MaxDirectMemorySize=64m",
          "-Xss2m",
          "-Xmx1g");

  /** The arguments of a JVM in this mode. */
  List<String> arguments() {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(
        switch (this) {
          case INTERPRETER -> List.of("-Dpolyglot.engine.WarnInterpreterOnly=false");
          case JIT ->
              List.of(
                  "-XX:+UnlockExperimentalVMOptions",
                  "-XX:+EnableJVMCI",
                  "--upgrade-module-path=" + System.getProperty("bench.jit", "cli/target/jit"));
        });
    return all;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
