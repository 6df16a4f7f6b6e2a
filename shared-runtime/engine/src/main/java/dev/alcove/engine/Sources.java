package dev.alcove.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.Prelude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /**
   * The trusted half of every realm: a function of the host function, the prelude, whether there is
   * BigInt, how many timers and how much memory a run may have. In one piece, since each source
   * costs every run.
   */
  static final Source CORE =
      build(
          "core.js",
          "(function (host, makeAdapter, bigint, mostTimers, memory) {\n'use strict';\n"
              + resource("primordials.js")
              + resource("caps.js")
              + resource("texts.js")
              + resource("json.js")
              + resource("buffers.js")
              + resource("bigint.js")
              + resource("time.js")
              + resource("intl.js")
              + resource("core.js")
              + resource("calls.js")
              + "})",
          SCRIPT);

  private static final Map<Prelude, Source> PRELUDES = new ConcurrentHashMap<>();

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
    return build(Source.newBuilder(LANGUAGE, text, name).mimeType(mimeType));
  }

  /** Internal: guest code never sees a frame of it in a {@code stack}. */
  private static Source build(String name, String text, String mimeType) {
    return build(Source.newBuilder(LANGUAGE, text, OURS + name).mimeType(mimeType).internal(true));
  }

  private static Source build(Source.Builder builder) {
    try {
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Sources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
