package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TransferRecord;
import dev.alcove.domain.VersionHash;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A piece of a tenant's export; its {@code kind} says which. Keys and values are in base64. */
public final class TransferFormat {
  private static final Form<TransferRecord> FORM =
      Form.of("transfer record", 1, TransferFormat::put, TransferFormat::take);

  private TransferFormat() {}

  /** What a record is. */
  private enum Kind {
    BEGIN,
    APP,
    ITEM,
    POINT,
    STORED,
    END
  }

  public static Bytes write(TransferRecord transferred) {
    return FORM.write(transferred);
  }

  /**
   * Reads a record.
   *
   * @throws FormatException if it is not one
   */
  public static TransferRecord read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(TransferRecord transferred, FieldWriter out) {
    switch (transferred) {
      case TransferRecord.Begin begin -> putBegin(begin, out);
      case TransferRecord.App app -> putApp(app, out);
      case TransferRecord.Item(String map, Bytes key, Bytes value) -> {
        out.word("kind", Kind.ITEM);
        out.text("map", map);
        out.text("key", base64(key));
        out.text("value", base64(value));
      }
      case TransferRecord.Point(String map, Bytes key, Bytes value, OptionalLong expires) -> {
        out.word("kind", Kind.POINT);
        out.text("map", map);
        out.text("key", base64(key));
        out.text("value", base64(value));
        expires.ifPresent(seconds -> out.number("expires", seconds));
      }
      case TransferRecord.Stored(StorageStore.Entry entry) -> {
        out.word("kind", Kind.STORED);
        out.text("key", entry.key());
        out.text("json", entry.json());
        entry.expires().ifPresent(seconds -> out.number("expires", seconds));
      }
      case TransferRecord.End(long seq) -> {
        out.word("kind", Kind.END);
        out.number("seq", seq);
      }
    }
  }

  private static void putBegin(TransferRecord.Begin begin, FieldWriter out) {
    out.word("kind", Kind.BEGIN);
    out.text("tenant", begin.tenant().value());
    out.text("name", begin.name());
    out.text("plan", begin.plan());
    out.word("tier", begin.tier());
    out.word("state", begin.state());
    out.number("seq", begin.seq());
    out.time("time", begin.time());
  }

  private static void putApp(TransferRecord.App app, FieldWriter out) {
    out.word("kind", Kind.APP);
    out.text("app", app.app().value());
    out.text("version", app.version().value());
    out.text("metadata", app.metadata());
    out.list(
        "modules",
        app.modules().entrySet(),
        (module, fields) -> {
          fields.text("name", module.getKey());
          fields.text("source", module.getValue());
        });
    if (app.disableBytecodeCache()) {
      out.flag("disable_bytecode_cache", true);
    }
    out.object("deployer", app.deployer(), UserFormat::put);
  }

  private static TransferRecord take(FieldReader in) {
    return switch (in.word("kind", Kind.class)) {
      case BEGIN ->
          new TransferRecord.Begin(
              in.value("tenant", TenantId::new),
              in.text("name"),
              in.text("plan"),
              in.word("tier", LiveItem.Tier.class),
              in.word("state", LiveItem.State.class),
              in.number("seq"),
              in.time("time"));
      case APP ->
          new TransferRecord.App(
              in.value("app", AppName::new),
              in.value("version", VersionHash::new),
              in.text("metadata"),
              takeModules(in),
              in.optional("disable_bytecode_cache", FieldReader::flag).orElse(false),
              in.object("deployer", UserFormat::take));
      case ITEM -> new TransferRecord.Item(in.text("map"), bytes(in, "key"), bytes(in, "value"));
      case POINT ->
          new TransferRecord.Point(
              in.text("map"), bytes(in, "key"), bytes(in, "value"), in.optionalNumber("expires"));
      case STORED ->
          new TransferRecord.Stored(
              new StorageStore.Entry(
                  in.text("key"), Json.canonical(in.text("json")), in.optionalNumber("expires")));
      case END -> new TransferRecord.End(in.number("seq"));
    };
  }

  private static SortedMap<String, String> takeModules(FieldReader in) {
    SortedMap<String, String> modules = new TreeMap<>();
    in.list("modules", module -> Map.entry(module.text("name"), module.text("source")))
        .forEach(module -> modules.put(module.getKey(), module.getValue()));
    return modules;
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private static Bytes bytes(FieldReader in, String name) {
    return in.value(name, text -> Bytes.owning(Base64.getDecoder().decode(text)));
  }
}
