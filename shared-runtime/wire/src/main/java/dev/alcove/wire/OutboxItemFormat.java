package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.OutboxItem.Due;
import dev.alcove.domain.TenantId;

/** Events that became durable together and wait for the bus. */
public final class OutboxItemFormat {
  private static final Form<OutboxItem> FORM =
      Form.of("outbox item", 1, OutboxItemFormat::put, OutboxItemFormat::take);

  private OutboxItemFormat() {}

  public static Bytes write(OutboxItem item) {
    return FORM.write(item);
  }

  /**
   * Reads an outbox item.
   *
   * @throws FormatException if it is not one
   */
  public static OutboxItem read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(OutboxItem item, FieldWriter out) {
    out.text("tenant", item.tenant().value());
    out.text("id", item.id());
    out.list("events", item.events(), OutboxItemFormat::putDue);
  }

  private static void putDue(Due due, FieldWriter out) {
    out.time("at", due.at());
    out.object("event", due.event(), EventFormat::put);
  }

  private static OutboxItem take(FieldReader in) {
    return new OutboxItem(
        in.value("tenant", TenantId::new),
        in.text("id"),
        in.list("events", OutboxItemFormat::takeDue));
  }

  private static Due takeDue(FieldReader in) {
    return new Due(in.object("event", EventFormat::take), in.time("at"));
  }
}
