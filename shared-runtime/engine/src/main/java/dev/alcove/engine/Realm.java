package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Module;
import dev.alcove.domain.Prelude;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/**
 * One fresh world for one run: context, trusted code, prelude, the app's modules. Used by one guest
 * thread at a time; its run may be ended from any.
 */
final class Realm implements AutoCloseable {
  // What calls.js's one function is asked for.
  private static final int BIND = 0;
  private static final int BEGIN = 1;
  private static final int SETTLE = 2;
  private static final int FIRE = 3;
  private static final int TIME_OUT = 4;
  private static final int DESCRIBE = 5;

  private final Context context;
  private final HostFunction host = new HostFunction();
  private final Closer closer;
  private final Bundle bundle;
  private final Guard.Post post;
  private int frames = Integer.MAX_VALUE;
  private final Value step;
  private @Nullable Value entry;

  private Realm(
      TenantEngine engine,
      Bundle bundle,
      Context context,
      Closer closer,
      GuestRun.Dialect dialect,
      Prelude prelude,
      ActiveRun run,
      int timers) {
    this.bundle = bundle;
    this.context = context;
    this.closer = closer;
    host.serve(run);
    run.inContext(context, closer);
    this.step =
        context
            .eval(Sources.CORE)
            .execute(
                host,
                context.eval(Sources.of(prelude)),
                dialect.bigint(),
                timers,
                run.limits().memoryBytes());
    this.post = engine.guard().takeArmed();
    for (Source json : bundle.json()) {
      context.eval(json);
    }
  }

  /**
   * Makes a realm without any guest code in it. Runs on the guest thread of {@code run}, which
   * serves as its run until {@link #serve} names another.
   */
  static Realm make(
      TenantEngine engine,
      Bundle bundle,
      GuestRun.Dialect dialect,
      Prelude prelude,
      ActiveRun run,
      Closer closer,
      int timers) {
    Context context = context(engine, bundle.files(), dialect);
    Realm realm = new Realm(engine, bundle, context, closer, dialect, prelude, run, timers);
    realm.serve(run);
    return realm;
  }

  /** A bare context that sees {@code modules} and nothing else. */
  static Context context(TenantEngine engine, BundleFiles files, GuestRun.Dialect dialect) {
    return Context.newBuilder(Sources.LANGUAGE)
        .engine(engine.engine())
        .sandbox(engine.policy())
        .allowHostAccess(HostAccess.UNTRUSTED)
        .allowIO(IOAccess.newBuilder().fileSystem(files).build())
        .in(InputStream.nullInputStream())
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .timeZone(ZoneOffset.UTC)
        .option("js.locale", "en")
        .option("js.allow-eval", Boolean.toString(dialect.eval()))
        .option("js.console", "false")
        .option("js.print", "false")
        .option("js.load", "false")
        .option("js.esm-eval-returns-exports", "true")
        .option("js.unhandled-rejections", "handler")
        .build();
  }

  /** From now on the host function answers for {@code run}. */
  void serve(ActiveRun run) {
    host.serve(run);
    frames = run.limits().stackFrames();
    run.inContext(context, closer);
    run.guardedBy(post);
  }

  Context context() {
    return context;
  }

  void bind(String json) {
    rest();
    step.executeVoid(BIND, json);
  }

  /** Guest code is about to be entered from the bottom of the stack. */
  private void rest() {
    post.rest(frames);
  }

  /** Evaluates the module of a handler; whether it has finished is told by {@link #ready}. */
  void evaluate(Module module) {
    rest();
    Value evaluated = context.eval(bundle.entry(module.name()));
    if (module.kind() != Module.Kind.CLASSIC) {
      entry = evaluated;
    }
  }

  boolean ready() {
    Value loaded = entry;
    return loaded == null || loaded.getMember("ready").isBoolean();
  }

  /** The handler, or null if the module has no such function. */
  @Nullable Value handler(String function) {
    Value loaded = entry;
    Value holder =
        loaded == null ? context.getBindings(Sources.LANGUAGE) : loaded.getMember("entry");
    Value handler = holder.getMember(function);
    return handler != null && handler.canExecute() ? handler : null;
  }

  /** Calls the handler; binds the run before that, unless {@code binding} is null. */
  void begin(Value handler, String input, Bytes bytes, @Nullable String binding) {
    rest();
    step.executeVoid(BEGIN, handler, input, host.offer(bytes), binding);
  }

  void settle(int id, Answer answer) {
    rest();
    step.executeVoid(SETTLE, id, host.deliver(answer));
  }

  void fire(int id) {
    rest();
    step.executeVoid(FIRE, id);
  }

  /** Tells a guest that waits of the soft deadline; false if nothing that it awaits can fail so. */
  boolean timeOut() {
    rest();
    return step.execute(TIME_OUT).asBoolean();
  }

  /** A guest value that was thrown, as JSON text in the guest's own words. */
  String describe(PolyglotException thrown) {
    Value guest = thrown.getGuestObject();
    return guest == null ? "" : step.execute(DESCRIBE, guest).asString();
  }

  /** How the handler ended, or null while it goes on. */
  @Nullable Conclusion conclusion() {
    return host.conclusion();
  }

  /** The names of the functions that the evaluated module has; only for telling the author. */
  List<String> functions() {
    Value loaded = entry;
    if (loaded == null) {
      return List.of();
    }
    Value holder = loaded.getMember("entry");
    return holder.getMemberKeys().stream()
        .filter(name -> holder.getMember(name).canExecute())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    try {
      context.close(true);
    } catch (PolyglotException e) {
      // A cancelled context says so once more.
    }
  }
}
