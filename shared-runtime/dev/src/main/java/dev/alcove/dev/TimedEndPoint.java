package dev.alcove.dev;

import dev.alcove.domain.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection whose sender cannot hold it with a head that never ends: Jetty's own timeout begins
 * again with each byte. Thread-safe.
 */
final class TimedEndPoint extends SocketChannelEndPoint {
  /** For a handshake and a head together. */
  static final Duration HEAD = Duration.ofSeconds(20);

  private final Ticker ticker;
  private boolean inHead; // guarded by this
  private boolean inRequest; // guarded by this
  private long began; // guarded by this

  TimedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Ticker ticker) {
    super(channel, selector, key, scheduler);
    this.ticker = ticker;
  }

  /** The head of a request is read: what is read now is its body, which has a time of its own. */
  static void headIsRead(Request request) {
    of(request).set(true);
  }

  /** What is read from now on is the next head. */
  static void isAnswered(Request request) {
    of(request).set(false);
  }

  private static TimedEndPoint of(Request request) {
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    return (TimedEndPoint) (end instanceof EndPoint.Wrapper tls ? tls.unwrap() : end);
  }

  private synchronized void set(boolean request) {
    inRequest = request;
    inHead = false;
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled > 0) {
      check();
    }
    return filled;
  }

  private synchronized void check() throws IOException {
    if (inRequest) {
      return;
    }
    if (!inHead) {
      inHead = true;
      began = ticker.nanos();
    } else if (ticker.nanos() - began > HEAD.toNanos()) {
      throw new IOException("the head of a request took too long");
    }
  }
}
