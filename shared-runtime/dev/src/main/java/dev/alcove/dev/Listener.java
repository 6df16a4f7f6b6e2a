package dev.alcove.dev;

import dev.alcove.domain.Ticker;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves HTTP/1.1 at ports that were bound already: Jetty, set to be strict about how a request is
 * written and to leave alone what it asks for. It is made in the background. Thread-safe.
 */
final class Listener implements AutoCloseable {
  /** Connections at one time and port; a browser opens six, a load test some hundred. */
  static final int MOST_CONNECTIONS = 512;

  static final int MOST_HEAD_BYTES = 64 * 1024;

  /** How long a connection may be open without a byte. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** How long the end waits for answers that are being made. */
  private static final Duration STOP = Duration.ofSeconds(1);

  private static final Duration IDLE_AT_STOP = Duration.ofMillis(100);

  /** Jetty needs one to select for each port; scripts and bodies wait on virtual threads. */
  private static final int MOST_THREADS = 8;

  /** Two readers of one head must agree; a proxy in front may have written another host, though. */
  private static final HttpCompliance STRICT =
      HttpCompliance.STRICT.with("alcove", HttpCompliance.Violation.MISMATCHED_AUTHORITY);

  /** Tenants' routes decide what a path means, so it comes to them as it was sent. */
  private static final UriCompliance RAW =
      UriCompliance.UNSAFE.without(
          "alcove", UriCompliance.Violation.FRAGMENT, UriCompliance.Violation.USER_INFO);

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final Ticker ticker;
  private final CompletableFuture<Exchanges> served = new CompletableFuture<>();
  private final Later<Server> server;

  private Listener(long mostBody, Ticker ticker) {
    this.ticker = ticker;
    this.server = Later.soon(() -> started(mostBody));
  }

  /**
   * Begins to make the server.
   *
   * @param mostBody the largest request body, bytes
   * @param ticker what slow senders are timed by
   */
  static Listener begin(long mostBody, Ticker ticker) {
    return new Listener(mostBody, ticker);
  }

  private Server started(long mostBody) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
    threads.setReservedThreads(0);
    threads.setDaemon(true);
    threads.setName("alcove-http");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("alcove-request-", 0).factory()));
    Server made = new Server(threads);
    made.setStopTimeout(STOP.toMillis());
    made.setHandler(
        new GracefulHandler(new WireHandler(served, new RequestReader(mostBody, ticker))));
    made.setErrorHandler(new WireErrors(served));
    try {
      made.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server cannot be started", e);
    }
    return made;
  }

  /** Speaks HTTP at a bound port; returns at once. */
  void open(ServerSocketChannel port) {
    open(port, new HttpConnectionFactory(http()));
  }

  /** Speaks HTTPS at a bound port, and asks clients for a certificate. */
  void openTls(ServerSocketChannel port, SSLContext context) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setWantClientAuth(true);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    SslConnectionFactory secure = new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString());
    secure.setEnsureSecureRequestCustomizer(false);
    open(port, secure, new HttpConnectionFactory(http()));
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(MOST_HEAD_BYTES);
    http.setMaxResponseHeaderSize(MOST_HEAD_BYTES);
    http.setHttpCompliance(STRICT);
    http.setUriCompliance(RAW);
    // Memory outside the heap is short: the launcher gives the whole process 64 MB of it.
    http.setUseInputDirectByteBuffers(false);
    http.setUseOutputDirectByteBuffers(false);
    return http;
  }

  private void open(ServerSocketChannel port, ConnectionFactory... protocols) {
    ServerConnector connector = new Port(server.get(), ticker, protocols);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_STOP.toMillis());
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    try {
      connector.open(port);
      server.get().addConnector(connector);
      connector.start();
    } catch (Exception e) {
      throw new IllegalStateException("the port cannot be served", e);
    }
  }

  /** Says who answers; a port that is opened before waits for it. */
  void serve(Exchanges exchanges) {
    served.complete(exchanges);
  }

  @Override
  public void close() {
    // Who still waits for the start will not be served any more.
    served.completeExceptionally(new IOException("the server is closed"));
    try {
      server.get().stop();
    } catch (Exception e) {
      LOG.warn("The HTTP server could not be stopped: {}", e.toString());
    }
  }

  /** A port whose connections notice heads that drip in. */
  private static final class Port extends ServerConnector {
    private final Ticker ticker;

    Port(Server server, Ticker ticker, ConnectionFactory... protocols) {
      super(server, 0, 1, protocols);
      this.ticker = ticker;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      TimedEndPoint end = new TimedEndPoint(channel, selector, key, getScheduler(), ticker);
      end.setIdleTimeout(getIdleTimeout());
      return end;
    }
  }
}
