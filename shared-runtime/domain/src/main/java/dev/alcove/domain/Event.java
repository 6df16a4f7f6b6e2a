package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened at a tenant, as the bus carries it.
 *
 * @param id unique; the inbox knows it by this
 * @param source {@code alcove.<tenant>}, or the company's system
 * @param data JSON text
 * @param hop how many events led to this one; 0 for one from outside
 * @param root the id of the event or execution at the head of the chain
 * @param userId who did what led to it, if known
 */
public record Event(
    String id,
    TenantId tenant,
    String source,
    String type,
    String data,
    int hop,
    String root,
    Instant time,
    Optional<String> userId) {
  /** The longest chain of events that cause events. */
  public static final int MOST_HOPS = 8;

  /** The most events that one root event may lead to. */
  public static final int MOST_DESCENDANTS = 1_000;

  public Event {
    requireNonNull(id, "id is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(source, "source is null");
    requireNonNull(type, "type is null");
    requireNonNull(data, "data is null");
    if (hop < 0) {
      throw new InvalidValueException("An event's hop count must not be negative.");
    }
    requireNonNull(root, "root is null");
    requireNonNull(time, "time is null");
    requireNonNull(userId, "userId is null");
  }
}
