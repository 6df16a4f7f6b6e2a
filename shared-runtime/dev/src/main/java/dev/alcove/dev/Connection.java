package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** One connection: requests one after the other, until either side has enough. For one thread. */
final class Connection {
  /** How long a connection may be open without a request. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final Duration HEAD = Duration.ofSeconds(20);
  private static final Duration BODY = Duration.ofSeconds(60);

  /** How long a refused sender may go on before the connection is cut. */
  private static final Duration LINGER = Duration.ofSeconds(3);

  private static final long MOST_LINGERED_BYTES = 64L * 1024 * 1024;

  /** Bodies above this are let in a few at a time, so that they fit into memory together. */
  private static final long LARGE_BODY = 256 * 1024;

  private static final long LARGE_BODY_WAIT_SECONDS = 30;

  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

  private final Socket socket;
  private final Exchanges exchanges;
  private final long mostBody;
  private final Semaphore largeBodies;

  Connection(Socket socket, Exchanges exchanges, long mostBody, Semaphore largeBodies) {
    this.socket = socket;
    this.exchanges = exchanges;
    this.mostBody = mostBody;
    this.largeBodies = largeBodies;
  }

  /** Serves until the end; what goes wrong on the wire ends the connection and nothing else. */
  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      TimedInput in = new TimedInput(socket);
      in.within(IDLE);
      Optional<Bytes> certificate = certificate();
      try {
        while (in.waitForMore()) {
          in.within(HEAD);
          if (!serveOne(in, certificate)) {
            return;
          }
          in.within(IDLE);
        }
      } catch (WireRefusal refusal) {
        write(exchanges.refuse(refusal), false, false);
        linger(in);
      }
    } catch (IOException e) {
      // The other side has gone, is too slow or speaks something else; there is nobody to tell.
    }
  }

  private Optional<Bytes> certificate() throws IOException {
    if (!(socket instanceof SSLSocket secure)) {
      return Optional.empty();
    }
    secure.startHandshake();
    try {
      return Optional.of(Bytes.owning(secure.getSession().getPeerCertificates()[0].getEncoded()));
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    } catch (CertificateEncodingException e) {
      throw new IOException("the client's certificate has no DER form", e);
    }
  }

  private boolean serveOne(TimedInput in, Optional<Bytes> certificate)
      throws IOException, WireRefusal {
    Optional<RequestHead> read = head(in);
    if (read.isEmpty()) {
      return false;
    }
    RequestHead head = read.get();
    boolean large = head.length().orElse(Long.MAX_VALUE) > LARGE_BODY;
    if (large && head.length().orElse(0) <= mostBody) {
      enterLarge();
    } else {
      large = false;
    }
    HttpResponse response;
    try {
      response = exchanges.answer(request(in, head, certificate));
    } finally {
      if (large) {
        largeBodies.release();
      }
    }
    write(response, head.method().equals("HEAD"), head.keepAlive());
    return head.keepAlive();
  }

  private static Optional<RequestHead> head(TimedInput in) throws IOException, WireRefusal {
    try {
      return HeadReader.read(in);
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    }
  }

  private HttpRequest request(TimedInput in, RequestHead head, Optional<Bytes> certificate)
      throws IOException, WireRefusal {
    boolean admitted = head.length().orElse(0) <= mostBody;
    if (head.expectsContinue() && admitted) {
      OutputStream out = socket.getOutputStream();
      out.write(CONTINUE);
      out.flush();
    }
    in.within(BODY);
    try {
      Bytes body = new BodyReader(in, mostBody).read(head.length());
      return new HttpRequest(
          head.method(), head.path(), head.query(), head.headers(), body, certificate);
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    }
  }

  private static WireRefusal tooSlow() {
    return new WireRefusal(408, "TOO_SLOW", "The request did not arrive in time.");
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

  private void write(HttpResponse response, boolean head, boolean keepAlive) throws IOException {
    try {
      ResponseWriter.write(socket.getOutputStream(), response, head, keepAlive, Instant.now());
    } finally {
      exchanges.sent();
    }
  }

  /** Reads on for a while: closing on a sender that still sends would lose it the answer. */
  private void linger(TimedInput in) throws IOException {
    if (!(socket instanceof SSLSocket)) {
      socket.shutdownOutput();
    }
    in.within(LINGER);
    byte[] rest = new byte[8 * 1024];
    long seen = 0;
    int count = in.read(rest, 0, rest.length);
    while (count > 0 && seen < MOST_LINGERED_BYTES) {
      seen += count;
      count = in.read(rest, 0, rest.length);
    }
  }
}
