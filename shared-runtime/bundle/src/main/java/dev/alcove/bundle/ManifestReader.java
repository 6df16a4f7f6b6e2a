package dev.alcove.bundle;

import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code app.json} as a whole: what belongs to no single entry is read here. */
final class ManifestReader {
  private static final List<String> KEYS =
      List.of("bigint", "capabilities", "cors", "endpoints", "eval", "kv", "limits", "scripts");
  private static final int MOST_MAP_NAME_BYTES = 256;

  /** What a browser sends as {@code Origin}: no path, no trailing slash. */
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?|\\*");

  private final Findings findings;
  private final Limits plan;

  ManifestReader(Findings findings, Limits plan) {
    this.findings = findings;
    this.plan = plan;
  }

  ManifestDraft read(Tree.Obj root, Door door) {
    TreeFields fields = new TreeFields(root, "the manifest", findings);
    fields.refuseOthers(KEYS);
    if (door == Door.ALCOVE && !fields.has("endpoints") && !fields.has("scripts")) {
      findings.error(
          root.place(),
          "The manifest has neither `endpoints` nor `scripts`: nothing could be run.",
          "Add an entry.");
    }
    LimitReader limits = new LimitReader(findings);
    LimitOverrides own = limits.read(fields, plan, "the plan");
    return new ManifestDraft(
        switch (door) {
          case ALCOVE -> new EndpointReader(findings, plan).read(fields);
          case CCF -> new CcfEndpoints(findings, plan).read(root);
        },
        new ScriptReader(findings, plan).read(fields),
        new CapabilityReader(findings).read(fields),
        pointMaps(fields),
        own,
        fields.flag("eval", false),
        fields.flag("bigint", false),
        origins(fields));
  }

  private Set<String> pointMaps(TreeFields fields) {
    Set<String> maps = new HashSet<>();
    Optional<Tree.Obj> kv = fields.object("kv");
    if (kv.isEmpty()) {
      return maps;
    }
    kv.get()
        .members()
        .forEach(
            (name, member) -> {
              if (!(member.value() instanceof Tree.Text text) || !text.value().equals("point")) {
                findings.error(
                    member.value().place(),
                    "Map `" + Shown.of(name) + "` under `kv` is not declared `\"point\"`.",
                    "Write `\"point\"`, or leave the map out: other maps need no declaration.");
              } else if (name.isEmpty()
                  || name.getBytes(StandardCharsets.UTF_8).length > MOST_MAP_NAME_BYTES) {
                findings.error(
                    member.place(),
                    "The name of a map has 1 to 256 bytes.",
                    "Give it a shorter name, and not an empty one.");
              } else if (name.startsWith("public:ccf.") || name.startsWith("ccf.")) {
                findings.error(
                    member.place(),
                    "Map `" + Shown.of(name) + "` is the platform's own.",
                    "Choose a name that does not begin with `public:ccf.` or `ccf.`.");
              } else {
                maps.add(name);
              }
            });
    return maps;
  }

  private List<String> origins(TreeFields fields) {
    Optional<Tree.Obj> cors = fields.object("cors");
    if (cors.isEmpty()) {
      return List.of();
    }
    TreeFields inside = new TreeFields(cors.get(), "`cors`", findings);
    inside.refuseOthers(List.of("origins"));
    inside.require("origins", "Write `\"cors\": {\"origins\": [\"https://example.com\"]}`.");
    List<Tree.Text> origins = inside.texts("origins");
    for (Tree.Text origin : origins) {
      if (!ORIGIN.matcher(origin.value()).matches()) {
        findings.error(
            origin.place(),
            "`" + Shown.of(origin.value()) + "` is not an origin.",
            "Write scheme, host and port as browsers send them, such as `https://example.com`,"
                + " without a path or a slash at the end; or `*`.");
      }
    }
    return origins.stream().map(Tree.Text::value).distinct().toList();
  }
}
