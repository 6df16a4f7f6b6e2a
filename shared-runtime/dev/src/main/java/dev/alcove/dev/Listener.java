package dev.alcove.dev;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at one port and serves HTTP/1.1, a virtual thread for each connection. Our own, because
 * the servers behind the JDK's interface refuse paths that the contract hands on raw, answer
 * malformed requests themselves, and either keep headers of any size or cut the connection at large
 * ones. Thread-safe.
 */
final class Listener implements AutoCloseable {
  /** Connections at one time; a browser opens six, a load test some hundred. */
  private static final int MOST_CONNECTIONS = 512;

  private static final int MOST_LARGE_BODIES = 8;
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final ServerSocket server;
  private final long mostBody;
  private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
  private final Semaphore largeBodies = new Semaphore(MOST_LARGE_BODIES);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Listener(ServerSocket server, long mostBody) {
    this.server = server;
    this.mostBody = mostBody;
  }

  /**
   * Takes the port; who connects waits until {@link #serve}.
   *
   * @param server not yet bound
   */
  static Listener bind(ServerSocket server, InetSocketAddress address, long mostBody)
      throws IOException {
    server.setReuseAddress(true);
    server.bind(address, MOST_CONNECTIONS);
    return new Listener(server, mostBody);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Begins to serve; returns at once. */
  void serve(Exchanges exchanges) {
    Thread.ofPlatform()
        .daemon()
        .name("alcove-http-" + port())
        .start(
            () -> {
              while (!closed) {
                accept(exchanges);
              }
            });
  }

  private void accept(Exchanges exchanges) {
    Socket socket;
    try {
      places.acquire();
      socket = server.accept();
    } catch (IOException e) {
      places.release();
      if (!closed) {
        LOG.warn("A connection could not be accepted: {}", e.toString());
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
      }
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    open.add(socket);
    Thread.ofVirtual()
        .name("alcove-connection")
        .start(
            () -> {
              try {
                new Connection(socket, exchanges, mostBody, largeBodies).serve();
              } finally {
                open.remove(socket);
                places.release();
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("The port could not be closed: {}", e.toString());
    }
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("A connection could not be closed: {}", e.toString());
      }
    }
  }
}
