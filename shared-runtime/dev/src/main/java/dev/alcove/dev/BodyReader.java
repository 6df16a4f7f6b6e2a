package dev.alcove.dev;

import dev.alcove.domain.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Reads a request's body, of known length or in chunks, up to a cap. */
final class BodyReader {
  private static final int MOST_CHUNK_LINE = 256;
  private static final int MOST_TRAILER_BYTES = 8 * 1024;

  private final InputStream in;
  private final long most;

  BodyReader(InputStream in, long most) {
    this.in = in;
    this.most = most;
  }

  Bytes read(OptionalLong length) throws IOException, WireRefusal {
    return length.isPresent() ? sized(length.getAsLong()) : chunked();
  }

  private Bytes sized(long length) throws IOException, WireRefusal {
    if (length > most) {
      throw tooLarge();
    }
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException("the connection ended within a body");
    }
    return Bytes.owning(body);
  }

  private Bytes chunked() throws IOException, WireRefusal {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = line(MOST_CHUNK_LINE);
      int end = line.indexOf(';');
      String digits = (end < 0 ? line : line.substring(0, end)).strip();
      if (!digits.matches("[0-9A-Fa-f]{1,8}")) {
        throw WireRefusal.malformed("A chunk of the body does not begin with its length.");
      }
      long length = Long.parseLong(digits, 16);
      if (length == 0) {
        trailers();
        return Bytes.owning(body.toByteArray());
      }
      if (body.size() + length > most) {
        throw tooLarge();
      }
      byte[] chunk = in.readNBytes((int) length);
      if (chunk.length < length) {
        throw new EOFException("the connection ended within a body");
      }
      body.writeBytes(chunk);
      if (!line(0).isEmpty()) {
        throw WireRefusal.malformed("A chunk of the body is longer than it says.");
      }
    }
  }

  /** Fields behind the body are read and forgotten: nobody here asks for them. */
  private void trailers() throws IOException, WireRefusal {
    int left = MOST_TRAILER_BYTES;
    while (true) {
      String line = line(left);
      if (line.isEmpty()) {
        return;
      }
      left -= line.length();
    }
  }

  private String line(int most) throws IOException, WireRefusal {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ended within a body");
      }
      if (next == '\r') {
        if (in.read() != '\n') {
          throw WireRefusal.malformed("A line of the body's chunks does not end with CR LF.");
        }
        return line.toString();
      }
      if (line.length() >= most) {
        throw WireRefusal.malformed("A line of the body's chunks is too long.");
      }
      line.append((char) next);
    }
  }

  private WireRefusal tooLarge() {
    return new WireRefusal(
        413,
        "TOO_LARGE",
        "The body is larger than the "
            + most / (1024 * 1024)
            + " MB that are admitted. Send less at once.");
  }
}
