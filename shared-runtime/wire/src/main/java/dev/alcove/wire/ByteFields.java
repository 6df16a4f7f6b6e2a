package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import java.util.Base64;

/** Bytes inside a form: as text if they are UTF-8, which most are, else in base64. */
final class ByteFields {
  private static final String ENCODED = "base64";
  private static final String BODY = "body";

  private ByteFields() {}

  static void put(Bytes bytes, FieldWriter out) {
    String text = bytes.text();
    boolean plain = Bytes.utf8(text).equals(bytes);
    out.flag(ENCODED, !plain);
    out.text(BODY, plain ? text : base64(bytes));
  }

  static Bytes take(FieldReader in) {
    return in.flag(ENCODED) ? in.value(BODY, ByteFields::ofBase64) : Bytes.utf8(in.text(BODY));
  }

  static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  static Bytes ofBase64(String text) {
    return Bytes.owning(Base64.getDecoder().decode(text));
  }
}
