package dev.alcove.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Sends requests over some connections for some time, the next when the last one is answered. Only
 * to this machine: it is no tool against anybody.
 *
 * @param port where the server is
 * @param path what is got
 */
record LoadClient(int port, String path) {
  private static final int MOST_TIMES = 1_000_000;
  private static final int MOST_CONNECTIONS = 64;
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final double SECOND = 1e9;

  /**
   * What came of it.
   *
   * @param median of the latency, microseconds
   * @param slow what 99 % of the requests were faster than, microseconds
   */
  record Load(double perSecond, double median, double slow) {}

  /** Loads the server. */
  Load run(int connections, Duration time) {
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException("1 to " + MOST_CONNECTIONS + " connections");
    }
    long began = System.nanoTime();
    long end = began + time.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<CompletableFuture<long[]>> all =
          IntStream.range(0, connections)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> connection(end), threads))
              .toList();
      long[] nanos =
          all.stream().map(CompletableFuture::join).flatMapToLong(LongStream::of).toArray();
      double perSecond = nanos.length * SECOND / (System.nanoTime() - began);
      return new Load(perSecond, Medians.median(nanos), Medians.micros(nanos, 0.99));
    }
  }

  private long[] connection(long end) {
    long[] times = new long[1024];
    int count = 0;
    try (Socket socket = open();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      while (System.nanoTime() - end < 0 && count < MOST_TIMES) {
        long sent = System.nanoTime();
        request(in, out);
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = System.nanoTime() - sent;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the server is gone", e);
    }
    return Arrays.copyOf(times, count);
  }

  /** One request over a connection of its own. */
  void once() throws IOException {
    try (Socket socket = open();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      request(in, out);
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private void request(InputStream in, OutputStream out) throws IOException {
    out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
    out.flush();
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IllegalStateException("the server answered " + status);
    }
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
