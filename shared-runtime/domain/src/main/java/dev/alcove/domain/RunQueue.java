package dev.alcove.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Port: the queue of runs. Delivers each message at least once, fairly between tenants (one
 * tenant's backlog does not hold up another's); promises no order. Thread-safe.
 */
public interface RunQueue extends TenantScoped {
  /** Adds a run, durable when this returns. */
  default void send(QueuedRun run, Duration delay) {
    sendAll(List.of(run), delay);
  }

  /**
   * Adds runs, all durable when this returns. If it throws, some may be there: who sends them again
   * sends them with the same ids, and the inbox sees to the rest.
   */
  void sendAll(List<QueuedRun> runs, Duration delay);

  /**
   * Takes one message that is due and hides it for {@code visibility}; empty if there is none now.
   */
  Optional<Delivery> receive(Duration visibility);

  /** Removes a message that was dealt with; one that is gone is left. */
  void acknowledge(String handle);

  /** Shows a message again after {@code delay}. */
  void postpone(String handle, Duration delay);

  /** How many messages wait or are being worked on for a tenant. */
  int depth(TenantId tenant);

  /**
   * A message that was handed out.
   *
   * @param handle names this delivery
   * @param receives how often the message was delivered, this time included
   */
  record Delivery(String handle, QueuedRun run, int receives) {}
}
