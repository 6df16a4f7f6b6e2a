package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Event;
import dev.alcove.domain.TenantId;

/**
 * The envelope of an event, as EventBridge carries it and as patterns see it. The format's number
 * stands in {@code detail}, since the envelope around it is EventBridge's.
 */
public final class EventFormat {
  private static final FormatNumber NUMBER = new FormatNumber("event", 1);

  private EventFormat() {}

  public static Bytes write(Event event) {
    FieldWriter out = new FieldWriter();
    put(event, out);
    return Json.bytes(out.tree());
  }

  /**
   * Reads an event. Fields of the envelope that are not ours, such as EventBridge's {@code
   * account}, are ignored.
   *
   * @throws FormatException if it is not one
   */
  public static Event read(Bytes bytes) {
    return FieldReader.parse(bytes, NUMBER.form()).build(EventFormat::take);
  }

  /** The {@code detail} alone, JSON text: what is given to EventBridge, which adds the rest. */
  public static String detail(Event event) {
    FieldWriter out = new FieldWriter();
    putDetail(event, out);
    return Json.text(out.tree());
  }

  static void put(Event event, FieldWriter out) {
    out.text("source", event.source());
    out.text("detail-type", event.type());
    out.object("detail", event, EventFormat::putDetail);
  }

  private static void putDetail(Event event, FieldWriter out) {
    NUMBER.put(out);
    out.text("tenant", event.tenant().value());
    out.text("id", event.id());
    out.json("data", event.data());
    out.number("hop", event.hop());
    out.text("root", event.root());
    out.time("time", event.time());
    event.userId().ifPresent(user -> out.text("user", user));
  }

  static Event take(FieldReader in) {
    String source = in.text("source");
    String type = in.text("detail-type");
    return in.object("detail", detail -> takeDetail(source, type, detail));
  }

  private static Event takeDetail(String source, String type, FieldReader in) {
    NUMBER.check(in);
    return new Event(
        in.text("id"),
        in.value("tenant", TenantId::new),
        source,
        type,
        in.json("data"),
        in.integer("hop"),
        in.text("root"),
        in.time("time"),
        in.optional("user", FieldReader::text));
  }
}
