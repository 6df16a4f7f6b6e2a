package dev.alcove.dev;

import dev.alcove.dispatch.Sendable;
import dev.alcove.domain.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;

/** Writes answers. */
final class Answers {
  /** Each write goes through memory outside the heap of its size, which is kept for the next. */
  private static final int MOST_AT_ONCE = 64 * 1024;

  private static final int MOST_HEADER_BYTES = Listener.MOST_HEAD_BYTES - 4 * 1024;

  private Answers() {}

  /** Says that no other request is read on this connection. */
  static void close(Response response) {
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
  }

  /** Writes an answer and waits until it is out. */
  static void write(Request request, Response response, HttpResponse answer) throws IOException {
    HttpResponse sent = Sendable.of(answer, MOST_HEADER_BYTES);
    response.setStatus(sent.status());
    HttpFields.Mutable fields = response.getHeaders();
    sent.headers().forEach(fields::put);
    boolean bodiless = sent.status() == 204 || sent.status() == 304;
    if (!bodiless) {
      fields.put(HttpHeader.CONTENT_LENGTH, sent.body().size());
    }
    boolean head = request.getMethod().equals("HEAD");
    byte[] body = bodiless || head ? new byte[0] : sent.body().toArray();
    int at = 0;
    do {
      int count = Math.min(MOST_AT_ONCE, body.length - at);
      try (Blocker.Callback written = Blocker.callback()) {
        response.write(at + count == body.length, ByteBuffer.wrap(body, at, count), written);
        written.block();
      }
      at += count;
    } while (at < body.length);
  }
}
