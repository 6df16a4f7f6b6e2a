package dev.alcove.dev;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket's input with a time by which something must be read in full: a sender that drips one
 * byte at a time does not hold a connection for long. For one thread.
 */
final class TimedInput extends InputStream {
  private static final int BUFFER = 8 * 1024;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long deadline;

  TimedInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** From now on, reading fails when this time is over. */
  void within(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** Waits for the next byte and leaves it there; false at the end of the stream. */
  boolean waitForMore() throws IOException {
    return at < end || fill();
  }

  @Override
  public int read() throws IOException {
    return waitForMore() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!waitForMore()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    long left = (deadline - System.nanoTime()) / NANOS_PER_MILLI;
    if (left <= 0) {
      throw new SocketTimeoutException("reading took too long");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    int count = in.read(buffer);
    at = 0;
    end = Math.max(0, count);
    return count > 0;
  }
}
