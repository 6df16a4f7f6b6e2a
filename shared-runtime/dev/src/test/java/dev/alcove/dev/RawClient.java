package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Sends bytes as they are, which no HTTP client would. */
final class RawClient {
  private static final int PATIENCE_MILLIS = 30_000;

  private RawClient() {}

  /** Sends all, then reads until the server closes. */
  static String send(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                      socket.getOutputStream().flush();
                    } catch (IOException e) {
                      // The server has had enough; what it says is what counts.
                    }
                  });
      String answer = readAll(socket.getInputStream());
      sender.interrupt();
      return answer;
    }
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[8_192];
    for (int count = in.read(some); count >= 0; count = in.read(some)) {
      all.write(some, 0, count);
    }
    return all.toString(ISO_8859_1);
  }
}
