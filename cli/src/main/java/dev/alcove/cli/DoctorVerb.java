package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.dev.DevException;
import dev.alcove.dev.DevOptions;
import dev.alcove.dev.DevServer;
import dev.alcove.dev.DevSettings;
import dev.alcove.dev.Setting;
import dev.alcove.wire.Json;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what the command finds around it. */
@Command(
    name = "doctor",
    description = {
      "Shows the JDK, the JIT, the settings with their sources, and the server.",
      "Ends with 1 if something would keep `alcove dev` from working."
    },
    footer = {"", "Example:", "  alcove doctor examples/shop"})
final class DoctorVerb extends Verb {
  private static final int WANTED_JDK = 25;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "WORLD",
      description = "Show the settings as this world has them.")
  private @Nullable Path world;

  DoctorVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    ObjectNode report = Json.object();
    ArrayNode problems = Json.array();
    jdk(report.putObject("jdk"), problems);
    jit(report.putObject("jit"));
    settings(report.putArray("settings"), problems);
    server(report.putObject("server"));
    report.set("problems", problems);
    printer().print(report, printer -> show(printer, report));
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void jdk(ObjectNode jdk, ArrayNode problems) {
    Runtime.Version version = Runtime.version();
    jdk.put("version", version.toString())
        .put("vendor", System.getProperty("java.vendor", ""))
        .put("home", System.getProperty("java.home", ""));
    if (version.feature() < WANTED_JDK) {
      problems.add("This is JDK " + version.feature() + ". Install JDK " + WANTED_JDK + ".");
    }
  }

  /** The launcher gives `dev` the Graal compiler if its jars are beside the others. */
  private static void jit(ObjectNode jit) {
    Optional<Path> folder = Optional.empty();
    try {
      Path own =
          Path.of(DoctorVerb.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path beside = own.resolve("../../jit").normalize();
      folder = Optional.of(beside).filter(Files::isDirectory);
    } catch (URISyntaxException e) {
      // Then nobody knows where we are, and the jars are not found either.
    }
    jit.put("available", folder.isPresent());
    folder.ifPresent(found -> jit.put("folder", found.toString()));
  }

  private void settings(ArrayNode settings, ArrayNode problems) {
    try {
      for (Setting setting : read()) {
        settings
            .addObject()
            .put("name", setting.name())
            .put("value", setting.value())
            .put("source", setting.source().text());
      }
    } catch (DevException e) {
      e.problems().forEach(problems::add);
    }
  }

  private List<Setting> read() {
    if (world == null) {
      return DevSettings.read(around.environment(), Map.of()).all();
    }
    return DevServer.settings(
        new DevOptions(
            around.path(world),
            0,
            Optional.empty(),
            false,
            false,
            false,
            around.environment(),
            line -> {}));
  }

  private void server(ObjectNode report) {
    try {
      Address address = server.find(around, data.folder());
      report.put("url", address.url()).put("found", address.source());
      int tenants = new Server(address).get("/tenants").path("tenants").size();
      report.put("running", true).put("tenants", tenants);
    } catch (CommandFailure e) {
      // No server is no illness; what it said is part of the report.
      report.put("running", false).put("message", e.text());
    }
  }

  private static void show(Printer printer, JsonNode report) {
    JsonNode jdk = report.path("jdk");
    printer.line("JDK       " + Shown.text(jdk, "version") + ", " + Shown.text(jdk, "vendor"));
    printer.line("          " + Shown.text(jdk, "home"));
    JsonNode jit = report.path("jit");
    printer.line(
        "JIT       "
            + (jit.path("available").asBoolean()
                ? "Graal, in " + Shown.text(jit, "folder")
                : "none: scripts would run in the interpreter; build with `mvn package`"));
    JsonNode server = report.path("server");
    printer.line(
        "Server    "
            + (server.path("running").asBoolean()
                ? Shown.text(server, "url")
                    + ", found by "
                    + Shown.text(server, "found")
                    + ", tenants: "
                    + server.path("tenants").asInt()
                : Shown.text(server, "message")));
    printer.line("Settings");
    Table table = new Table("  NAME", "VALUE", "FROM");
    for (JsonNode setting : report.path("settings")) {
      table.row(
          "  " + Shown.text(setting, "name"),
          Shown.text(setting, "value"),
          Shown.text(setting, "source"));
    }
    table.print(printer);
    for (JsonNode problem : report.path("problems")) {
      printer.line("PROBLEM   " + problem.asText());
    }
    printer.next(
        server.path("running").asBoolean() ? "alcove logs --follow" : "alcove dev examples/shop");
  }
}
