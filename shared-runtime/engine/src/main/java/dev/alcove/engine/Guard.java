package dev.alcove.engine;

import static java.util.Objects.requireNonNull;

import com.oracle.truffle.api.ContextLocal;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags.RootTag;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.nodes.access.JSConstantNode;
import com.oracle.truffle.js.nodes.binary.JSAddNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BinaryOperationTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.LiteralTag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the entry of every guest function. The community edition has no limit on depth and
 * polls no safepoint on the way down a recursion, so that neither a cancel nor a timeout gets in.
 * One for each engine; used by guest threads, except {@link Post#soften}.
 */
final class Guard extends TruffleInstrument {
  static final String ID = "alcove-guard";

  /** The function of core.js whose arguments are for us. */
  private static final String ARM = "armGuard";

  /** What GraalJS calls sources that came by a {@code data:} URL. */
  private static final String DATA = "data-uri";

  /** What GraalJS calls the source of its built-ins. */
  private static final String BUILT_IN = "<builtin>";

  private static final String BIGINT = LiteralTag.Type.BigIntLiteral.name();

  private final ContextLocal<Post> posts =
      locals.createContextLocal(context -> new Post(this, context));

  /** By thread; there only while a realm is being made. */
  private final Map<Thread, Post> armed = new ConcurrentHashMap<>();

  private @Nullable Env env;

  /** For {@link GuardProvider}. */
  Guard() {}

  /** The guard of an engine, which begins to stand with the first call. */
  static Guard of(Engine engine) {
    Instrument instrument = engine.getInstruments().get(ID);
    if (instrument == null) {
      throw new IllegalStateException("the guard is not on the class path");
    }
    return instrument.lookup(Guard.class);
  }

  @Override
  protected void onCreate(Env created) {
    env = created;
    created.registerService(this);
    created
        .getInstrumenter()
        .attachExecutionEventFactory(
            SourceSectionFilter.newBuilder().tagIs(RootTag.class).build(), this::nodeFor);
    created
        .getInstrumenter()
        .attachExecutionEventFactory(
            SourceSectionFilter.newBuilder()
                .tagIs(LiteralTag.class)
                .sourceIs(Guard::isMadeByGuest)
                .build(),
            this::literalFor);
    created
        .getInstrumenter()
        .attachExecutionEventFactory(
            SourceSectionFilter.newBuilder()
                .tagIs(BinaryOperationTag.class)
                .sourceIs(source -> !isOurs(source))
                .build(),
            this::additionFor);
  }

  private @Nullable ExecutionEventNode nodeFor(EventContext context) {
    Source source = context.getInstrumentedSourceSection().getSource();
    String name = source.getName();
    if (isOurs(source)) {
      RootNode root = context.getInstrumentedNode().getRootNode();
      return ARM.equals(root.getName()) ? new GuardNodes.Arming(this) : null;
    }
    if (name.startsWith(DATA) && source.getPath() == null) {
      return new GuardNodes.Refusing(posts, "data:");
    }
    if (source.getPath() != null && BundleFiles.MISSING.contentEquals(source.getCharacters())) {
      return new GuardNodes.Refusing(posts, name);
    }
    return new GuardNodes.Counting(posts);
  }

  /**
   * Of what code is made of while the guest runs, linking has seen nothing: where there is no
   * BigInt, its literals must not bring it back.
   */
  private @Nullable ExecutionEventNode literalFor(EventContext context) {
    return BIGINT.equals(literalType(context)) ? new GuardNodes.RefusingBigInt(posts) : null;
  }

  /**
   * A text put together by {@code +} or in a template costs nothing until it is read, and then as
   * much as the heap has. An addition of a number written down makes none that grows fast.
   */
  private @Nullable ExecutionEventNode additionFor(EventContext context) {
    return context.getInstrumentedNode() instanceof JSAddNode add
            && !isNumber(add.getLeft())
            && !isNumber(add.getRight())
        ? new GuardNodes.Measuring(posts)
        : null;
  }

  private static boolean isNumber(Node operand) {
    return operand instanceof JSConstantNode constant && constant.getValue() instanceof Number;
  }

  private static String literalType(EventContext context) {
    try {
      InteropLibrary library = InteropLibrary.getUncached();
      return library.asString(library.readMember(context.getNodeObject(), LiteralTag.TYPE));
    } catch (InteropException e) {
      return "";
    }
  }

  /** Code given to {@code eval} or {@code Function}: it has neither a path nor a type. */
  private static boolean isMadeByGuest(Source source) {
    return source.getPath() == null && source.getMimeType() == null && !isOurs(source);
  }

  /**
   * Not by its name alone, which a {@code sourceURL} may choose: it can make a source internal only
   * by a name that begins otherwise.
   */
  static boolean isOurs(@Nullable Source source) {
    return source != null && source.isInternal() && Sources.isOurs(source.getName());
  }

  /** Whether it is in trusted code or in a built-in. */
  static boolean isOurs(@Nullable Node location) {
    RootNode root = location == null ? null : location.getRootNode();
    if (root == null || root.getSourceSection() == null) {
      return false;
    }
    Source source = root.getSourceSection().getSource();
    return isOurs(source) || source.getName().equals(BUILT_IN);
  }

  void arm(Object[] arguments) {
    Post post = posts.get();
    post.arm(arguments);
    armed.put(Thread.currentThread(), post);
  }

  /** The post that the call of {@code armGuard} on this thread was about. */
  Post takeArmed() {
    return requireNonNull(armed.remove(Thread.currentThread()), "the guard was not armed");
  }

  Env env() {
    return requireNonNull(env, "not created");
  }

  /** The guard's state in one context. */
  static final class Post {
    /** In a JavaScript frame: this, the function, then the arguments. */
    private static final int FIRST_ARGUMENT = 2;

    private final Guard guard;
    private final TruffleContext context;
    private Object timeout = "";
    private Object tooDeep = "";
    private Object refused = "";
    private Object noBigInt = "";
    private Object tooLong = "";

    /** Of a text, at two bytes a character. */
    int mostTextBytes = Integer.MAX_VALUE;

    int limit = Integer.MAX_VALUE;
    int depth;

    Post(Guard guard, TruffleContext context) {
      this.guard = guard;
      this.context = context;
    }

    private void arm(Object[] arguments) {
      timeout = arguments[FIRST_ARGUMENT];
      tooDeep = arguments[FIRST_ARGUMENT + 1];
      refused = arguments[FIRST_ARGUMENT + 2];
      noBigInt = arguments[FIRST_ARGUMENT + 3];
      tooLong = arguments[FIRST_ARGUMENT + 4];
      double characters = ((Number) arguments[FIRST_ARGUMENT + 5]).doubleValue();
      mostTextBytes = (int) Math.min(2 * characters, Integer.MAX_VALUE);
    }

    Object tooDeep() {
      return tooDeep;
    }

    Object refused() {
      return refused;
    }

    /** Throws in a realm without BigInt, else returns. */
    Object noBigInt() {
      return noBigInt;
    }

    Object tooLong() {
      return tooLong;
    }

    Object timeout() {
      return timeout;
    }

    /** The guest is at the bottom of its stack and may go so deep. */
    void rest(int frames) {
      limit = frames;
      depth = 0;
    }

    /** Throws a {@code TimeoutError} into {@code run}'s guest code as soon as it is in any. */
    SoftTimeout soften(ActiveRun run, Thread thread) {
      SoftTimeout timeout = new SoftTimeout(run, this);
      timeout.submit(guard.env(), context, thread);
      return timeout;
    }
  }
}
