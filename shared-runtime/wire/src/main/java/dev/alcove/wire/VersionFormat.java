package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Module;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole version: manifest and modules. */
public final class VersionFormat {
  private static final Form<Version> FORM =
      Form.of("version", 1, VersionFormat::put, VersionFormat::take);

  private VersionFormat() {}

  public static Bytes write(Version version) {
    return FORM.write(version);
  }

  /**
   * Reads a version.
   *
   * @throws FormatException if it is not one
   */
  public static Version read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(Version version, FieldWriter out) {
    out.text("hash", version.hash().value());
    out.text("metadata", version.metadata());
    out.object("manifest", version.manifest(), ManifestFormat::put);
    out.list("modules", version.modules().values(), VersionFormat::putModule);
    if (version.disableBytecodeCache()) {
      out.flag("disable_bytecode_cache", true);
    }
  }

  private static void putModule(Module module, FieldWriter out) {
    out.text("name", module.name());
    out.word("kind", module.kind());
    out.text("source", module.source());
  }

  private static Version take(FieldReader in) {
    return new Version(
        in.value("hash", VersionHash::new),
        in.text("metadata"),
        in.object("manifest", ManifestFormat::take),
        takeModules(in),
        in.optional("disable_bytecode_cache", FieldReader::flag).orElse(false));
  }

  private static SortedMap<String, Module> takeModules(FieldReader in) {
    SortedMap<String, Module> byName = new TreeMap<>();
    in.list("modules", VersionFormat::takeModule)
        .forEach(module -> byName.put(module.name(), module));
    return byName;
  }

  private static Module takeModule(FieldReader in) {
    return new Module(in.text("name"), in.word("kind", Module.Kind.class), in.text("source"));
  }
}
