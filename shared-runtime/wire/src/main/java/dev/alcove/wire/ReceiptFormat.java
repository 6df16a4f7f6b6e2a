package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Receipt;

/** What one run used and what ended it; also shown to people as it stands. */
public final class ReceiptFormat {
  private static final Form<Receipt> FORM =
      Form.of("receipt", 1, ReceiptFormat::put, ReceiptFormat::take);

  private ReceiptFormat() {}

  public static Bytes write(Receipt receipt) {
    return FORM.write(receipt);
  }

  /**
   * Reads a receipt.
   *
   * @throws FormatException if it is not one
   */
  public static Receipt read(Bytes bytes) {
    return FORM.read(bytes);
  }

  static void put(Receipt receipt, FieldWriter out) {
    out.number("wall_micros", receipt.wallMicros());
    out.number("cpu_micros", receipt.cpuMicros());
    out.number("allocated_bytes", receipt.allocatedBytes());
    out.word("realm", receipt.realm());
    out.text("realm_reason", receipt.realmReason());
    out.map("host_calls", receipt.hostCalls(), ReceiptFormat::putCalls);
    out.number("bytes_in", receipt.bytesIn());
    out.number("bytes_out", receipt.bytesOut());
    out.flag("cold", receipt.cold());
    out.number("attempts", receipt.attempts());
    out.number("logs_dropped", receipt.logsDropped());
    out.text("ended_by", receipt.endedBy());
  }

  private static void putCalls(Receipt.Calls calls, FieldWriter out) {
    out.number("count", calls.count());
    out.number("micros", calls.micros());
  }

  static Receipt take(FieldReader in) {
    return new Receipt(
        in.number("wall_micros"),
        in.number("cpu_micros"),
        in.number("allocated_bytes"),
        in.word("realm", Receipt.Realm.class),
        in.text("realm_reason"),
        in.map("host_calls", ReceiptFormat::takeCalls),
        in.number("bytes_in"),
        in.number("bytes_out"),
        in.flag("cold"),
        in.integer("attempts"),
        in.integer("logs_dropped"),
        in.text("ended_by"));
  }

  private static Receipt.Calls takeCalls(FieldReader in) {
    return new Receipt.Calls(in.integer("count"), in.number("micros"));
  }
}
