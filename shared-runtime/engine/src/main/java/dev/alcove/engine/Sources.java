package dev.alcove.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.Prelude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Source;

/**
 * The sources that the engine itself evaluates. One {@link Source} object for each text, since the
 * engine's code cache is looked up by it. Thread-safe.
 */
final class Sources {
  static final String LANGUAGE = "js";
  static final String SCRIPT = "text/javascript";
  static final String MODULE = "application/javascript+module";

  /** No module of a bundle has a name that begins so: {@code :} is not allowed in one. */
  private static final String OURS = "alcove:";

  static final Source PRIMORDIALS = resource("primordials.js");
  static final Source CAPS = resource("caps.js");
  static final Source TIME = resource("time.js");
  static final Source CORE = resource("core.js");

  private static final Map<Prelude, Source> PRELUDES = new ConcurrentHashMap<>();
  private static final Map<String, Source> OPTIONS = new ConcurrentHashMap<>();

  private Sources() {}

  static boolean isOurs(String sourceName) {
    return sourceName.startsWith(OURS) || sourceName.startsWith("<");
  }

  static Source of(Prelude prelude) {
    return PRELUDES.computeIfAbsent(
        prelude, p -> build(p.name() + ".js", "(" + strip(p.source()) + "\n)", SCRIPT));
  }

  private static String strip(String source) {
    String text = source.strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  /** The switches of the trusted code. */
  static Source options(GuestRun.Dialect dialect, int timers, long memory) {
    return OPTIONS.computeIfAbsent(
        "({bigint:%b,eval:%b,timers:%d,memory:%d})"
            .formatted(dialect.bigint(), dialect.eval(), timers, memory),
        text -> build("options.js", text, SCRIPT));
  }

  /**
   * Imports {@code entry} and then sets a flag, which is not set while evaluation is still pending.
   */
  static Source loader(String entry) {
    return build(
        "load",
        "import * as entry from "
            + Json.quoted(entry)
            + ";\nexport { entry };\nexport var ready;\nready = true;\n",
        MODULE);
  }

  static Source literal(String name, String text, String mimeType) {
    try {
      return Source.newBuilder(LANGUAGE, text, name).mimeType(mimeType).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Source> core() {
    return List.of(PRIMORDIALS, CAPS, TIME, CORE);
  }

  private static Source build(String name, String text, String mimeType) {
    return literal(OURS + name, text, mimeType);
  }

  private static Source resource(String name) {
    try (InputStream in = Sources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return build(name, new String(in.readAllBytes(), UTF_8), SCRIPT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
