package dev.alcove.dev;

import dev.alcove.domain.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has each request answered, on a virtual thread of its own. Thread-safe. */
final class WireHandler extends Handler.Abstract {
  /** How long a refused sender may go on before the connection is cut. */
  private static final Duration LINGER = Duration.ofSeconds(3);

  private static final long MOST_LINGERED_BYTES = 64L * 1024 * 1024;

  private final CompletableFuture<Exchanges> served;
  private final RequestReader reader;

  WireHandler(CompletableFuture<Exchanges> served, RequestReader reader) {
    this.served = served;
    this.reader = reader;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    TimedEndPoint.headIsRead(request);
    // While the answer is made nothing comes and goes, which is no reason to cut the connection.
    request.addIdleTimeoutListener(timeout -> false);
    try {
      handle(request, response, served.join());
      TimedEndPoint.isAnswered(request);
      callback.succeeded();
    } catch (IOException | CompletionException e) {
      // The other side has gone, or there is nobody here any more; there is nobody to tell.
      callback.failed(e);
    }
    return true;
  }

  private void handle(Request request, Response response, Exchanges exchanges) throws IOException {
    try {
      HttpResponse answer;
      try (RequestReader.Whole whole = reader.read(request, response)) {
        answer = exchanges.answer(whole.request());
      }
      try {
        Answers.write(request, response, answer);
      } finally {
        exchanges.sent();
      }
    } catch (WireRefusal refusal) {
      Answers.close(response);
      Answers.write(request, response, exchanges.refuse(refusal));
      linger(request);
    }
  }

  /** Reads on for a while: closing on a sender that still sends would lose it the answer. */
  private static void linger(Request request) throws IOException {
    request.getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(LINGER.toMillis());
    byte[] rest = new byte[8 * 1024];
    long until = System.nanoTime() + LINGER.toNanos();
    long seen = 0;
    try (InputStream in = Request.asInputStream(request)) {
      int count = in.read(rest);
      while (count >= 0 && seen < MOST_LINGERED_BYTES && System.nanoTime() < until) {
        seen += count;
        count = in.read(rest);
      }
    }
  }
}
