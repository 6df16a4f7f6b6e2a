package dev.alcove.dev;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The ports that a server listens at. They are taken before anything else is done, and who connects
 * early waits.
 */
final class Doors implements AutoCloseable {
  private static final long MB = 1024L * 1024;

  private final String host;
  private final InetAddress address;
  private final ServerSocketChannel plain;
  private final ConnectionFile.Left before;
  private final Listener listener;
  private Optional<Secure> secure = Optional.empty();

  /** The port of HTTPS, and the keys that are asked for when it is served. */
  private record Secure(ServerSocketChannel port, Supplier<SSLContext> keys) {}

  private Doors(
      String host,
      InetAddress address,
      ServerSocketChannel plain,
      ConnectionFile.Left before,
      Listener listener) {
    this.host = host;
    this.address = address;
    this.plain = plain;
    this.before = before;
    this.listener = listener;
  }

  /**
   * Takes the port of HTTP.
   *
   * @param before the ports of a server that has not ended in order: if any port will do, these
   */
  static Doors open(DevOptions options, DevSettings settings, ConnectionFile.Left before) {
    InetAddress address;
    try {
      address = InetAddress.getByName(settings.bind());
    } catch (UnknownHostException e) {
      throw new DevException(
          DevSettings.BIND + "=" + settings.bind() + " is not an address of this machine.", e);
    }
    String host =
        address.isLoopbackAddress() || address.isAnyLocalAddress() ? "localhost" : settings.bind();
    ServerSocketChannel plain = bind(address, options.port(), before.port());
    return new Doors(
        host,
        address,
        plain,
        before,
        Listener.begin(settings.bodyMegabytes() * MB, System::nanoTime));
  }

  /** Takes the port of HTTPS: the next one. */
  void openTls(int plainPort, Supplier<SSLContext> keys) {
    int wanted = plainPort == 0 ? 0 : plainPort + 1;
    secure = Optional.of(new Secure(bind(address, wanted, before.tlsPort()), keys));
  }

  /** Takes a port; if any will do, {@code before} if that can be had. */
  private static ServerSocketChannel bind(InetAddress address, int wanted, int before) {
    if (wanted != 0 || before == 0) {
      return bind(address, wanted);
    }
    try {
      return bind(address, before);
    } catch (DevException e) {
      // Somebody else has it by now.
      return bind(address, 0);
    }
  }

  /**
   * Takes a port.
   *
   * @param port 0: any
   */
  static ServerSocketChannel bind(InetAddress address, int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return channel.bind(new InetSocketAddress(address, port), Listener.MOST_CONNECTIONS);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw refused(address, port, e);
    }
  }

  private static DevException refused(InetAddress address, int port, IOException e) {
    return e instanceof BindException
        ? new DevException(
            "Port "
                + port
                + " is in use, or not ours to take. Stop what listens there, or choose another with"
                + " `--port`.",
            e)
        : new DevException(
            "Port " + port + " of " + address + " cannot be listened at: " + e.getMessage() + ".",
            e);
  }

  void serve(Exchanges exchanges) {
    listener.serve(exchanges);
    listener.open(plain);
    secure.ifPresent(tls -> listener.openTls(tls.port(), tls.keys().get()));
  }

  String url() {
    return "http://" + host + ":" + plain.socket().getLocalPort();
  }

  Optional<String> tlsUrl() {
    return secure.map(tls -> "https://" + host + ":" + tls.port().socket().getLocalPort());
  }

  @Override
  public void close() {
    listener.close();
    close(plain);
    secure.ifPresent(tls -> close(tls.port()));
  }

  private static void close(ServerSocketChannel port) {
    try {
      port.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
