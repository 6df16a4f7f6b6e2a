package dev.alcove.dev;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import dev.alcove.domain.Script;
import dev.alcove.domain.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what is served and how to use it. */
final class Announcement {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  /** What Chrome opens; host, port and path of the WebSocket follow. */
  static final String DEVTOOLS = "devtools://devtools/bundled/js_app.html?ws=";

  private static final int MOST_PROBLEMS = 50;

  private final Registry registry;
  private final CodeStore code;
  private final Path data;

  Announcement(Registry registry, CodeStore code, Path data) {
    this.registry = registry;
    this.code = code;
    this.data = data;
  }

  /** What is served now. */
  List<String> lines(World world, String url, Optional<String> tlsUrl, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("Serving at " + url + tlsUrl.map(tls -> " and " + tls).orElse("") + ".");
    for (World.Tenant tenant : world.tenants()) {
      lines.add("");
      lines.add("Tenant " + tenant.id() + " (" + tenant.name() + ", plan " + tenant.plan() + ")");
      Optional<LiveItem> live = registry.live(tenant.id());
      String authority = data.resolve(Authority.CERTIFICATE_FILE).toString();
      Calls calls = new Calls(tenant.id(), tenant.deployer().email(), url, tlsUrl, authority);
      for (AppName app : live.map(item -> item.apps().keySet()).orElse(java.util.Set.of())) {
        version(live.orElseThrow(), app).ifPresent(v -> entries(lines, v, calls, now));
      }
      if (lines.stream().anyMatch(line -> line.contains("--cert user.crt"))) {
        lines.add(
            "  ./alcove token --tenant "
                + tenant.id()
                + " --user "
                + tenant.deployer().email()
                + " --cert user   # writes user.crt and user.key");
      }
    }
    lines.add("");
    lines.add("The clock shows " + now + "; `./alcove clock advance 1d` moves it.");
    lines.add("Data is in " + data + "; `--fresh` begins anew.");
    return lines;
  }

  private Optional<Version> version(LiveItem item, AppName app) {
    return Optional.ofNullable(item.apps().get(app))
        .flatMap(live -> code.get(item.tenant(), live.version()));
  }

  private static void entries(List<String> lines, Version version, Calls calls, Instant now) {
    for (Endpoint endpoint : version.manifest().endpoints()) {
      lines.add("  " + calls.endpoint(endpoint));
    }
    for (Script script : version.manifest().scripts()) {
      lines.add(
          "  "
              + switch (script.trigger()) {
                case Script.Http http -> calls.http(script, http);
                case Script.Cron cron -> cron(script, cron, now);
                case Script.Event event -> calls.event(event) + "   # runs " + script.name();
                case Script.Embedded embedded -> calls.run(script) + "   # hook " + embedded.hook();
                case Script.OneOff oneOff -> calls.run(script);
              });
    }
  }

  private static String cron(Script script, Script.Cron cron, Instant now) {
    String next =
        cron.schedule()
            .next(now)
            .map(time -> LOCAL.format(time.atZone(cron.schedule().zone())))
            .orElse("never");
    return "cron "
        + script.name()
        + " ("
        + cron.expression()
        + "): next "
        + next
        + " "
        + cron.schedule().zone();
  }

  /** What everybody must know who sees a server that is open to a debugger. */
  static List<String> inspecting(String address) {
    return List.of(
        "",
        "!!! INSPECTING: scripts run WITHOUT THE SANDBOX and without limits of time. Who is on"
            + " this",
        "!!! machine and knows the address can run any script in them. Serve only your own code"
            + " with",
        "!!! `--inspect`, and nobody else. Open this in Chrome:",
        "  " + address,
        "");
  }

  /** That a folder of apps is nobody's. */
  static String nobodys(String tenant) {
    return "Warning: the folder tenants/"
        + tenant
        + " is not served: world.json has no tenant `"
        + tenant
        + "`. Add the tenant there, or take the folder away.";
  }

  /** What a change of files has led to. */
  static List<String> lines(WorldKeeper.Change change) {
    return switch (change) {
      case WorldKeeper.Change.Deployed deployed -> {
        List<String> lines = new ArrayList<>();
        lines.add(
            "Deployed "
                + deployed.app()
                + " as "
                + deployed.version()
                + " in "
                + deployed.millis()
                + " ms.");
        deployed.warnings().forEach(warning -> lines.add("  warning: " + warning));
        yield lines;
      }
      case WorldKeeper.Change.Refused refused -> {
        List<String> lines = new ArrayList<>();
        lines.add(
            "Could not deploy "
                + refused.app()
                + " from "
                + refused.bundle()
                + (refused.serving() ? "; the last good version keeps serving:" : ":"));
        problems(refused.problems()).forEach(lines::add);
        yield lines;
      }
      case WorldKeeper.Change.Removed removed -> List.of("Removed " + removed.app() + ".");
    };
  }

  /** Problems, one to a line; of very many the first. */
  static List<String> problems(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    problems.stream().limit(MOST_PROBLEMS).forEach(problem -> lines.add("  " + problem));
    if (problems.size() > MOST_PROBLEMS) {
      lines.add("  … and " + (problems.size() - MOST_PROBLEMS) + " more.");
    }
    return lines;
  }
}
