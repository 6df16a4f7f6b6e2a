package dev.alcove.engine;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.TruffleInstrument.Env;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes guest code throw at its next safepoint. Does nothing if that is in trusted code, which
 * could lose a promise if it were interrupted half-way, or where a function has already ended: no
 * handler of the author's stands there any more. The watchdog then submits another one.
 */
final class SoftTimeout extends ThreadLocalAction {
  private final ActiveRun run;
  private final Guard.Post post;
  private volatile @Nullable Future<Void> submitted;

  SoftTimeout(ActiveRun run, Guard.Post post) {
    super(true, false);
    this.run = run;
    this.post = post;
  }

  void submit(Env env, TruffleContext context, Thread thread) {
    submitted = env.submitThreadLocal(context, new Thread[] {thread}, this);
  }

  boolean isOver() {
    Future<Void> self = submitted;
    return self == null || self.isDone();
  }

  @Override
  protected void perform(Access access) {
    if (Guard.isOurs(access.getLocation()) || access.getLocation() instanceof RootNode) {
      return;
    }
    if (run.mailbox().takeSoft()) {
      GuardNodes.callAt(access.getLocation(), post.timeout());
    }
  }
}
