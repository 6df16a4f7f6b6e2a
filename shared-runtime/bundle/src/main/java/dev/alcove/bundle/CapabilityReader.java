package dev.alcove.bundle;

import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code capabilities}. */
final class CapabilityReader {
  private static final Pattern SERVICE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}(\\.[A-Za-z_][A-Za-z0-9_]{0,63})?");
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*(:[0-9]{1,5})?");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /** The script globals that an endpoint may have besides {@code ccf} and {@code console}. */
  private static final List<String> GLOBALS =
      List.of(
          "console",
          "context",
          "db",
          "events",
          "fetch",
          "http",
          "limits",
          "secrets",
          "services",
          "storage",
          "utils");

  private final Findings findings;

  CapabilityReader(Findings findings) {
    this.findings = findings;
  }

  DeclaredCapabilities read(TreeFields manifest) {
    Optional<Tree.Obj> capabilities = manifest.object("capabilities");
    if (capabilities.isEmpty()) {
      return DeclaredCapabilities.NONE;
    }
    TreeFields fields = new TreeFields(capabilities.get(), "`capabilities`", findings);
    fields.refuseOthers(List.of("db", "globals", "http", "secrets", "services"));
    return new DeclaredCapabilities(
        fields.flag("db", false),
        names(fields, "services", SERVICE, "a service such as `clients` or `clients.list`"),
        hosts(fields),
        names(fields, "secrets", SECRET, "the name of a secret such as `STRIPE_KEY`"),
        globals(fields));
  }

  private List<String> names(TreeFields fields, String key, Pattern shape, String wanted) {
    return names(fields, key, shape, wanted, UnaryOperator.identity());
  }

  private List<String> hosts(TreeFields fields) {
    return names(
        fields,
        "http",
        HOST,
        "a host such as `api.example.com`, without scheme and path, all of it written out",
        host -> host.toLowerCase(Locale.ROOT));
  }

  private List<String> names(
      TreeFields fields, String key, Pattern shape, String wanted, UnaryOperator<String> form) {
    List<Tree.Text> texts = fields.texts(key);
    for (Tree.Text text : texts) {
      String name = form.apply(text.value());
      if (!name.equals(DeclaredCapabilities.ALL) && !shape.matcher(name).matches()) {
        findings.error(
            text.place(),
            "`" + Shown.of(text.value()) + "` under `" + key + "` is not a name that could be met.",
            "Write " + wanted + ".");
      }
    }
    return texts.stream().map(text -> form.apply(text.value())).distinct().toList();
  }

  private Set<String> globals(TreeFields fields) {
    List<Tree.Text> texts = fields.texts("globals");
    for (Tree.Text text : texts) {
      if (!GLOBALS.contains(text.value())) {
        findings.error(
            text.place(),
            "There is no script global `" + Shown.of(text.value()) + "`.",
            NearestName.cure(text.value(), GLOBALS));
      }
    }
    return texts.stream().map(Tree.Text::value).collect(Collectors.toSet());
  }
}
