package dev.alcove.hostapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.Prelude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The two preludes: the JavaScript that builds the globals of endpoints and of scripts. Built once;
 * the objects are the same for the life of the process, so an engine may cache by identity.
 */
public final class Preludes {
  private static final List<String> SHARED =
      List.of(
          "shared.js",
          "web.js",
          "query.js",
          "url.js",
          "utils.js",
          "console.js",
          "platform.js",
          "ccf-kv.js");

  private static final Prelude CCF = prelude("ccf", "ccf.js");
  private static final Prelude SCRIPT = prelude("script", "script.js");

  private Preludes() {}

  /**
   * For CCF endpoints: {@code ccf}, {@code console}, and the script globals that the app asks for.
   */
  public static Prelude ccf() {
    return CCF;
  }

  /** For IOTA scripts. */
  public static Prelude script() {
    return SCRIPT;
  }

  /** One function around all files: what they declare is seen by each other and by nobody else. */
  private static Prelude prelude(String name, String... own) {
    StringBuilder source = new StringBuilder("(function (core) {\n'use strict';\n");
    for (String file : SHARED) {
      source.append(read(file));
    }
    for (String file : own) {
      source.append(read(file));
    }
    return new Prelude(name, source.append("})\n").toString());
  }

  private static String read(String file) {
    try (InputStream in = Preludes.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("resource " + file + " is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + file, e);
    }
  }
}
