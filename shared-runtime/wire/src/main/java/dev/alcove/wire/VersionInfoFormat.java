package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;

/** What the registry knows of a version without its code. */
public final class VersionInfoFormat {
  private static final Form<VersionInfo> FORM =
      Form.of("version info", 1, VersionInfoFormat::put, VersionInfoFormat::take);

  private VersionInfoFormat() {}

  public static Bytes write(VersionInfo version) {
    return FORM.write(version);
  }

  /**
   * Reads a version info.
   *
   * @throws FormatException if it is not one
   */
  public static VersionInfo read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(VersionInfo version, FieldWriter out) {
    out.text("tenant", version.tenant().value());
    out.text("app", version.app().value());
    out.text("hash", version.hash().value());
    out.time("created", version.created());
    out.text("author", version.author());
    out.text("message", version.message());
    out.number("modules", version.modules());
    out.number("bytes", version.bytes());
  }

  private static VersionInfo take(FieldReader in) {
    return new VersionInfo(
        in.value("tenant", TenantId::new),
        in.value("app", AppName::new),
        in.value("hash", VersionHash::new),
        in.time("created"),
        in.text("author"),
        in.text("message"),
        in.integer("modules"),
        in.number("bytes"));
  }
}
