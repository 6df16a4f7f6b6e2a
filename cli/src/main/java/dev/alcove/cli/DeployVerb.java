package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle live. */
@Command(
    name = "deploy",
    description = {
      "Checks a bundle and makes it live; what does not compile never becomes live.",
      "Deploys into app `main` unless --app says otherwise."
    },
    footer = {
      "",
      "Example:",
      "  alcove deploy tenants/acme/shop --tenant acme --app shop -m \"new report\""
    })
final class DeployVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();
  @Mixin private AppOption app = new AppOption();

  @Parameters(
      paramLabel = "DIR|FILE.json",
      description = "A folder with app.json and src/, a bundle as JSON, a set_js_app proposal.")
  private Path bundle = Path.of("");

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Why, for people.")
  private String message = "";

  @Option(
      names = "--expected",
      paramLabel = "VERSION",
      description = "Only if this version is live now (all 64 digits).")
  private @Nullable String expected;

  @Option(names = "--check", description = "Only check; change nothing.")
  private boolean check;

  DeployVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    BundleDocument document = BundleDocument.read(around.path(bundle));
    Server to = server.open(around, data.folder());
    String owner = tenant.pick(around, to);
    String name = app.named().orElse("main");
    JsonNode answer;
    try {
      answer =
          to.post(
              Server.path("tenants", owner, "apps", name, "deployments") + query(),
              document.bytes());
    } catch (CommandFailure refusal) {
      throw refusal.details().isEmpty() ? refusal : document.told(refusal);
    }
    printer().print(answer, printer -> show(printer, document, owner, name, answer));
    return ExitCode.OK;
  }

  private String query() {
    List<String> query = new ArrayList<>();
    if (check) {
      query.add("check=true");
    }
    if (!message.isEmpty()) {
      query.add("message=" + Server.encoded(message));
    }
    if (expected != null) {
      query.add("expected=" + Server.encoded(expected));
    }
    return query.isEmpty() ? "" : "?" + String.join("&", query);
  }

  private void show(
      Printer printer, BundleDocument document, String owner, String name, JsonNode answer) {
    String version = Shown.version(answer, "version");
    String full = owner + "/" + name;
    if (check) {
      printer.line(full + " would be version " + version + "; nothing was changed.");
    } else if (answer.path("unchanged").asBoolean()) {
      printer.line(full + " is version " + version + " already; nothing was changed.");
    } else {
      String replaced = Shown.version(answer, "replaced");
      printer.line(
          "Deployed "
              + full
              + " as version "
              + version
              + " (deployment "
              + answer.path("deployment").asLong()
              + (replaced.isEmpty() ? ")." : ", replaces " + replaced + ")."));
    }
    for (JsonNode entry : answer.path("entries")) {
      printer.line("  " + Entries.line(entry));
    }
    for (JsonNode warning : answer.path("warnings")) {
      printer.line("  warning: " + document.problem(warning));
    }
    printer.next(
        check
            ? "alcove deploy " + bundle + " --tenant " + owner + " --app " + name
            : "alcove logs --tenant " + owner + " --follow");
  }
}
