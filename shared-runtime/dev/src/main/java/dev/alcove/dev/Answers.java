package dev.alcove.dev;

import dev.alcove.domain.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;

/**
 * Writes answers. What a script has put into a header can end neither the header nor the answer:
 * names are tokens, values have no control characters, and what belongs to the connection is ours.
 */
final class Answers {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  private static final Set<String> OURS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "content-length",
          "date");

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
    HttpResponse sent = fitting(answer);
    response.setStatus(sent.status());
    HttpFields.Mutable fields = response.getHeaders();
    sent.headers()
        .forEach(
            (name, value) -> {
              if (TOKEN.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT))) {
                fields.put(name, oneLine(value));
              }
            });
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

  /** What no client would take is not begun with. */
  private static HttpResponse fitting(HttpResponse answer) {
    long size = 0;
    for (var header : answer.headers().entrySet()) {
      size += header.getKey().length() + header.getValue().length() + 4L;
    }
    return size <= MOST_HEADER_BYTES
        ? answer
        : Replies.error(
            500,
            "InternalError",
            "The handler's answer has "
                + size
                + " bytes of headers; at most "
                + MOST_HEADER_BYTES
                + " can be sent. Put what is long into the body.");
  }

  /** Control characters become spaces; what Latin-1 does not have becomes a question mark. */
  private static String oneLine(String value) {
    StringBuilder line = new StringBuilder(value.length());
    value
        .chars()
        .forEach(
            c ->
                line.append((c < ' ' && c != '\t') || c == 0x7f ? ' ' : c > 0xff ? '?' : (char) c));
    return line.toString().strip();
  }
}
