package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Module;
import dev.alcove.domain.Prelude;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/**
 * One fresh world for one run: context, trusted code, prelude, the app's modules. Used by one guest
 * thread at a time; its run may be ended from any.
 */
final class Realm implements AutoCloseable {
  private final Context context;
  private final HostFunction host = new HostFunction();
  private final Closer closer;
  private final Value handles;
  private @Nullable Value entry;

  private Realm(Context context, Closer closer, GuestRun.Dialect dialect, int timers) {
    this.context = context;
    this.closer = closer;
    List<Object> parts = new ArrayList<>();
    for (Source source : Sources.core()) {
      parts.add(context.eval(source));
    }
    Value primordials = ((Value) parts.get(0)).execute();
    Value options = context.eval(Sources.options(dialect, timers));
    this.handles =
        ((Value) parts.get(3)).execute(primordials, host, options, parts.get(1), parts.get(2));
  }

  /**
   * Makes a realm without any guest code in it. Runs on the guest thread of {@code run}, which
   * serves as its run until {@link #serve} names another.
   */
  static Realm make(
      TenantEngine engine,
      Map<String, Module> modules,
      GuestRun.Dialect dialect,
      Prelude prelude,
      ActiveRun run,
      Closer closer,
      int timers) {
    Context context = context(engine, modules, dialect);
    Realm realm = new Realm(context, closer, dialect, timers);
    realm.serve(run);
    realm.handles.invokeMember("prelude", context.eval(Sources.of(prelude)));
    return realm;
  }

  /** A bare context that sees {@code modules} and nothing else. */
  static Context context(
      TenantEngine engine, Map<String, Module> modules, GuestRun.Dialect dialect) {
    return Context.newBuilder(Sources.LANGUAGE)
        .engine(engine.engine())
        .sandbox(SandboxPolicy.CONSTRAINED)
        .allowHostAccess(HostAccess.UNTRUSTED)
        .allowIO(IOAccess.newBuilder().fileSystem(new BundleFiles(modules)).build())
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
    run.inContext(context, closer);
  }

  Context context() {
    return context;
  }

  void bind(String json) {
    handles.invokeMember("bind", json);
  }

  /** Evaluates the module of a handler; whether it has finished is told by {@link #ready}. */
  void evaluate(Module module) {
    if (module.kind() == Module.Kind.CLASSIC) {
      context.eval(Sources.literal(module.name(), module.source(), Sources.SCRIPT));
    } else {
      entry = context.eval(Sources.loader(module.name()));
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

  void begin(Value handler, String input, Bytes bytes) {
    handles.invokeMember("begin", handler, input, host.offer(bytes));
  }

  void settle(int id, Answer answer) {
    handles.invokeMember("settle", id, host.deliver(answer));
  }

  void fire(int id) {
    handles.invokeMember("fire", id);
  }

  void timeOut() {
    handles.invokeMember("timeOut");
  }

  /** A guest value that was thrown, as JSON text in the guest's own words. */
  String describe(PolyglotException thrown) {
    Value guest = thrown.getGuestObject();
    return guest == null ? "" : handles.invokeMember("describe", guest).asString();
  }

  /** What core.js knows of the end, or null while the run goes on. */
  @Nullable Value outcome() {
    Value outcome = handles.invokeMember("outcome");
    return outcome.hasMembers() ? outcome : null;
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
