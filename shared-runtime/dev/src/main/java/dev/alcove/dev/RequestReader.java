package dev.alcove.dev;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Makes our request of one of Jetty's: all of it, as it was sent. Thread-safe. */
final class RequestReader {
  static final int MOST_FIELDS = 200;

  private static final Duration BODY = Duration.ofSeconds(60);

  /** Bodies above this are let in a few at a time, so that they fit into memory together. */
  private static final long LARGE_BODY = 256 * 1024;

  private static final int MOST_LARGE_BODIES = 8;
  private static final long LARGE_BODY_WAIT_SECONDS = 30;
  private static final Pattern VISIBLE = Pattern.compile("[!-~]*");
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}");

  private final long mostBody;
  private final Ticker ticker;
  private final Semaphore largeBodies = new Semaphore(MOST_LARGE_BODIES);

  RequestReader(long mostBody, Ticker ticker) {
    this.mostBody = mostBody;
    this.ticker = ticker;
  }

  /** A request in memory; a large one takes a place there until it is closed. */
  record Whole(HttpRequest request, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /** Reads it on this thread. */
  Whole read(Request request, Response response) throws IOException, WireRefusal {
    HttpURI uri = request.getHttpURI();
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    String query = Optional.ofNullable(uri.getQuery()).orElse("");
    checkTarget(request.getMethod(), path, query);
    checkFields(request.getHeaders());
    Optional<Bytes> certificate = certificate(request);
    boolean large = checkLength(request.getLength());
    if (large) {
      enterLarge();
    }
    boolean done = false;
    try {
      Bytes body = body(request, response);
      HttpRequest whole =
          new HttpRequest(request.getMethod(), path, query, headers(request), body, certificate);
      done = true;
      return new Whole(whole, large ? largeBodies::release : () -> {});
    } finally {
      if (large && !done) {
        largeBodies.release();
      }
    }
  }

  private static void checkTarget(String method, String path, String query) throws WireRefusal {
    boolean asterisk = method.equals("OPTIONS") && path.equals("*");
    if (!METHOD.matcher(method).matches()
        || !(path.startsWith("/") || asterisk)
        || !VISIBLE.matcher(path).matches()
        || !VISIBLE.matcher(query).matches()) {
      throw WireRefusal.malformed(
          "The request line is not `METHOD /path HTTP/1.1` of visible ASCII characters.");
    }
  }

  private static void checkFields(HttpFields fields) throws WireRefusal {
    if (fields.size() > MOST_FIELDS) {
      throw new WireRefusal(
          431, "HEADERS_TOO_LARGE", "The request has more than " + MOST_FIELDS + " headers.");
    }
    List<String> codings = fields.getValuesList(HttpHeader.TRANSFER_ENCODING);
    if (codings.size() > 1
        || (codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked"))) {
      throw WireRefusal.malformed(
          "A body has either a `Content-Length` or `Transfer-Encoding: chunked`.");
    }
  }

  /** Whether the body is large, or could become it. */
  private boolean checkLength(long length) throws WireRefusal {
    if (length > mostBody) {
      throw tooLarge();
    }
    return length < 0 || length > LARGE_BODY;
  }

  private void enterLarge() throws WireRefusal {
    try {
      if (largeBodies.tryAcquire(LARGE_BODY_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new WireRefusal(
        503, "OVERLOADED", "Too many large bodies are on their way at once. Try again.");
  }

  private Bytes body(Request request, Response response) throws IOException, WireRefusal {
    if (request.getLength() == 0) {
      return Bytes.EMPTY;
    }
    if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
      response.writeInterim(HttpStatus.CONTINUE_100, HttpFields.EMPTY).join();
    }
    long began = ticker.nanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] some = new byte[8 * 1024];
    try (InputStream in = Request.asInputStream(request)) {
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        if (body.size() + count > mostBody) {
          throw tooLarge();
        }
        if (ticker.nanos() - began > BODY.toNanos()) {
          throw tooSlow();
        }
        body.write(some, 0, count);
      }
    } catch (IOException | RuntimeException e) {
      throw refusal(e);
    }
    return Bytes.owning(body.toByteArray());
  }

  /** A body that is badly written can be answered; one that has ended early cannot. */
  private static WireRefusal refusal(Exception e) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException bad) {
        return WireRefusal.of(bad.getCode(), bad.getReason());
      }
      if (cause instanceof TimeoutException) {
        return tooSlow();
      }
    }
    throw e instanceof IOException io ? io : new IOException(e);
  }

  private WireRefusal tooLarge() {
    return new WireRefusal(
        413,
        "TOO_LARGE",
        "The body is larger than the "
            + mostBody / (1024 * 1024)
            + " MB that are admitted. Send less at once.");
  }

  private static WireRefusal tooSlow() {
    return WireRefusal.of(HttpStatus.REQUEST_TIMEOUT_408, "");
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(Optional.ofNullable(field.getValue()).orElse(""));
    }
    // A target that names its host wins over the header (RFC 9112, 3.2.2). Otherwise the authority
    // is the header's, without the port that goes without saying.
    String authority = request.getHttpURI().getAuthority();
    String host = headers.getOrDefault("host", List.of("")).getFirst();
    if (authority != null && !host.equals(authority) && !host.startsWith(authority + ":")) {
      headers.put("host", List.of(authority));
    }
    return headers;
  }

  private static Optional<Bytes> certificate(Request request) throws IOException {
    EndPoint.SslSessionData tls =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    X509Certificate[] chain = tls == null ? null : tls.peerCertificates();
    if (chain == null || chain.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Bytes.owning(chain[0].getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IOException("the client's certificate has no DER form", e);
    }
  }
}
