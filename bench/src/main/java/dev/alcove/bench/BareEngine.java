package dev.alcove.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** GraalJS with nothing around it: one engine, so that code is cached, and contexts on it. */
final class BareEngine implements AutoCloseable {
  private static final String MODULE = "application/javascript+module";

  private final Engine engine = Engine.create("js");

  /** An ES module; parsed once as long as the object is the same. */
  static Source module(String text) {
    try {
      return Source.newBuilder("js", text, "work.mjs").mimeType(MODULE).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Context context() {
    return Context.newBuilder("js")
        .engine(engine)
        .option("js.esm-eval-returns-exports", "true")
        .build();
  }

  /** A fresh realm for one call: made, evaluated, called and closed. */
  String fresh(Source source, String function, Object... arguments) {
    try (Context context = context()) {
      return context.eval(source).getMember(function).execute(arguments).toString();
    }
  }

  /** A realm that is kept, to call again and again. */
  static Value kept(Context context, Source source, String function) {
    return context.eval(source).getMember(function);
  }

  @Override
  public void close() {
    engine.close(true);
  }
}
