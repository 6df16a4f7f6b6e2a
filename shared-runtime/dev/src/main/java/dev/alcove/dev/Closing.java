package dev.alcove.dev;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first; what fails does not keep the others from it. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  /** Something to be closed. */
  interface Part {
    void close() throws Exception;
  }

  private final Deque<Part> parts = new ArrayDeque<>();

  synchronized void add(Part part) {
    parts.push(part);
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("Something could not be closed: {}", e.toString());
      }
    }
  }
}
