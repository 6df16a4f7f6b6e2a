package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;

/** The record that a tenant was removed. */
public final class TenantRemovalFormat {
  private static final Form<TenantRemoval> FORM =
      Form.of("tenant removal", 1, TenantRemovalFormat::put, TenantRemovalFormat::take);

  private TenantRemovalFormat() {}

  public static Bytes write(TenantRemoval removal) {
    return FORM.write(removal);
  }

  /**
   * Reads a removal.
   *
   * @throws FormatException if it is not one
   */
  public static TenantRemoval read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(TenantRemoval removal, FieldWriter out) {
    out.text("tenant", removal.tenant().value());
    out.number("revision", removal.revision());
    out.text("by", removal.by());
    out.time("time", removal.time());
  }

  private static TenantRemoval take(FieldReader in) {
    return new TenantRemoval(
        in.value("tenant", TenantId::new), in.number("revision"), in.text("by"), in.time("time"));
  }
}
