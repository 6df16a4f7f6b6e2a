package dev.alcove.dev;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;

/** The ports that a server listens at. They are taken before anything else is done. */
final class Doors implements AutoCloseable {
  private static final long MB = 1024L * 1024;

  private final String host;
  private final InetAddress address;
  private final int port;
  private final long mostBody;
  private final Listener plain;
  private Optional<Listener> secure = Optional.empty();

  private Doors(String host, InetAddress address, int port, long mostBody, Listener plain) {
    this.host = host;
    this.address = address;
    this.port = port;
    this.mostBody = mostBody;
    this.plain = plain;
  }

  /** Takes the port of HTTP. */
  static Doors open(DevOptions options, DevSettings settings) {
    InetAddress address;
    try {
      address = InetAddress.getByName(settings.bind());
    } catch (UnknownHostException e) {
      throw new DevException(
          DevSettings.BIND + "=" + settings.bind() + " is not an address of this machine.", e);
    }
    long most = settings.bodyMegabytes() * MB;
    String host =
        address.isLoopbackAddress() || address.isAnyLocalAddress() ? "localhost" : settings.bind();
    try {
      Listener plain =
          Listener.bind(new ServerSocket(), new InetSocketAddress(address, options.port()), most);
      return new Doors(host, address, options.port(), most, plain);
    } catch (IOException e) {
      throw refused(address, options.port(), e);
    }
  }

  /**
   * Takes the port of HTTPS: the next one.
   *
   * @param socket not bound yet
   */
  void openTls(Supplier<ServerSocket> socket) {
    int next = port == 0 ? 0 : port + 1;
    try {
      secure =
          Optional.of(Listener.bind(socket.get(), new InetSocketAddress(address, next), mostBody));
    } catch (IOException e) {
      throw refused(address, next, e);
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
    plain.serve(exchanges);
    secure.ifPresent(listener -> listener.serve(exchanges));
  }

  String url() {
    return "http://" + host + ":" + plain.port();
  }

  Optional<String> tlsUrl() {
    return secure.map(listener -> "https://" + host + ":" + listener.port());
  }

  @Override
  public void close() {
    plain.close();
    secure.ifPresent(Listener::close);
  }
}
