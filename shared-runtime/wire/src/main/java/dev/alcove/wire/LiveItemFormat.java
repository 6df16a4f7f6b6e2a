package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LiveItem.LiveApp;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is read of a tenant to serve a request. */
public final class LiveItemFormat {
  private static final Form<LiveItem> FORM =
      Form.of("live item", 1, LiveItemFormat::put, LiveItemFormat::take);

  private LiveItemFormat() {}

  public static Bytes write(LiveItem live) {
    return FORM.write(live);
  }

  /**
   * Reads a live item.
   *
   * @throws FormatException if it is not one
   */
  public static LiveItem read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(LiveItem live, FieldWriter out) {
    out.text("tenant", live.tenant().value());
    out.number("revision", live.revision());
    out.text("name", live.name());
    out.word("state", live.state());
    out.text("plan", live.plan());
    out.word("tier", live.tier());
    out.map("apps", live.apps(), LiveItemFormat::putApp);
    if (!live.pointMaps().isEmpty()) {
      out.texts("point_maps", live.pointMaps());
    }
  }

  private static void putApp(LiveApp app, FieldWriter out) {
    out.text("version", app.version().value());
    out.number("deployment", app.deployment());
    out.object("deployer", app.deployer(), UserFormat::put);
  }

  private static LiveItem take(FieldReader in) {
    SortedMap<AppName, LiveApp> apps = new TreeMap<>();
    in.map("apps", LiveItemFormat::takeApp)
        .forEach((name, app) -> apps.put(new AppName(name), app));
    return new LiveItem(
        in.value("tenant", TenantId::new),
        in.number("revision"),
        in.text("name"),
        in.word("state", LiveItem.State.class),
        in.text("plan"),
        in.word("tier", LiveItem.Tier.class),
        apps,
        new TreeSet<>(in.optional("point_maps", FieldReader::texts).orElse(List.of())));
  }

  private static LiveApp takeApp(FieldReader in) {
    return new LiveApp(
        in.value("version", VersionHash::new),
        in.number("deployment"),
        in.object("deployer", UserFormat::take));
  }
}
