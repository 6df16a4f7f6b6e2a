package dev.alcove.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.ContextLocal;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.EncapsulatingNodeReference;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/** What the guard puts at the entry of functions. */
final class GuardNodes {
  private GuardNodes() {}

  /** Takes what core.js gives to the guard. */
  static final class Arming extends ExecutionEventNode {
    private final Guard guard;

    Arming(Guard guard) {
      this.guard = guard;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      arm(frame.getArguments());
    }

    @TruffleBoundary
    private void arm(Object[] arguments) {
      guard.arm(arguments);
    }
  }

  /** Refuses a module that is not the app's own. */
  static final class Refusing extends ExecutionEventNode {
    private final ContextLocal<Guard.Post> posts;
    private final String specifier;

    Refusing(ContextLocal<Guard.Post> posts, String specifier) {
      this.posts = posts;
      this.specifier = specifier;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      raise(this, posts.get().refused(), specifier);
    }
  }

  /** Stands at a BigInt literal. */
  static final class RefusingBigInt extends ExecutionEventNode {
    private final ContextLocal<Guard.Post> posts;

    RefusingBigInt(ContextLocal<Guard.Post> posts) {
      this.posts = posts;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      raise(this, posts.get().noBigInt());
    }
  }

  /** Stands at an addition. */
  static final class Measuring extends ExecutionEventNode {
    private final ContextLocal<Guard.Post> posts;

    Measuring(ContextLocal<Guard.Post> posts) {
      this.posts = posts;
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (result instanceof TruffleString text) {
        Guard.Post post = posts.get();
        if (CompilerDirectives.injectBranchProbability(
            CompilerDirectives.SLOWPATH_PROBABILITY,
            text.byteLength(TruffleString.Encoding.UTF_16) > post.mostTextBytes)) {
          raise(this, post.tooLong());
        }
      }
    }
  }

  /** Polls and counts at the entry of a guest function. */
  static final class Counting extends ExecutionEventNode {
    private final ContextLocal<Guard.Post> posts;

    Counting(ContextLocal<Guard.Post> posts) {
      this.posts = posts;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      Guard.Post post = posts.get();
      int depth = ++post.depth;
      // At the bottom no code of the author's could catch what is thrown here; see SoftTimeout.
      TruffleSafepoint.poll(depth > 1 ? this : getRootNode());
      if (CompilerDirectives.injectBranchProbability(
          CompilerDirectives.SLOWPATH_PROBABILITY, depth > post.limit)) {
        raise(this, post.tooDeep());
      }
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      posts.get().depth--;
    }

    @Override
    protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
      posts.get().depth--;
      // Compiled code polls where a function returns and where a loop ends, not where an exception
      // leaves: a script that only throws and catches would never hear of a cancel.
      pollHere(getRootNode());
    }

    @Override
    protected void onYield(VirtualFrame frame, Object value) {
      posts.get().depth--;
    }

    @Override
    protected void onResume(VirtualFrame frame) {
      posts.get().depth++;
      // Outside of the author's `try` around the `await`: a cancel may come here, no TimeoutError.
      TruffleSafepoint.poll(getRootNode());
    }
  }

  @TruffleBoundary
  private static void pollHere(RootNode node) {
    TruffleSafepoint.pollHere(node);
  }

  /** Throws what {@code thrower}, a function of core.js, throws. */
  @TruffleBoundary
  private static void raise(Node node, Object thrower, Object... arguments) {
    TruffleSafepoint.pollHere(node);
    callAt(node, thrower, arguments);
  }

  /** Calls a function of core.js as from {@code node}: what it throws is placed there. */
  static void callAt(@Nullable Node node, Object function, Object... arguments) {
    // A safepoint may be told of a node that belongs to no function: it cannot be a caller.
    Node place = node != null && node.getRootNode() != null ? node : null;
    EncapsulatingNodeReference caller = EncapsulatingNodeReference.getCurrent();
    Node before = caller.set(place);
    try {
      InteropLibrary.getUncached().execute(function, arguments);
    } catch (InteropException e) {
      throw new IllegalStateException(e);
    } finally {
      caller.set(before);
    }
  }
}
