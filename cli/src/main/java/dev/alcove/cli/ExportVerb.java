package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything of a tenant, into a file. */
@Command(
    name = "export",
    description = {
      "Writes everything that a tenant has into a file: live apps, maps, storage.",
      "Not in it: secrets, logs, records of runs, what waits in queues, and older versions."
    },
    footer = {
      "",
      "Example:",
      "  alcove tenant pause acme && alcove export --tenant acme --out acme.export"
    })
final class ExportVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The file. Default: TENANT.export")
  private @Nullable Path out;

  @Option(
      names = "--live",
      description = "Also if the tenant is active: what changes meanwhile may be missing.")
  private boolean live;

  ExportVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server from = server.open(around, data.folder());
    String owner = tenant.pick(around, from);
    boolean paused =
        from.get(Server.path("tenants", owner)).path("state").asText().equals("paused");
    if (!paused && !live) {
      throw CommandFailure.of(
          "NOT_PAUSED",
          "Tenant " + owner + " is active: what its scripts write meanwhile may be missing.",
          "Pause it: alcove tenant pause " + owner + "  (or add --live)");
    }
    Path file = around.path(out != null ? out : Path.of(owner + ".export"));
    Map<String, Long> counts = new TreeMap<>();
    new TransferFile(file).write(lines -> pages(from, owner, counts, lines));
    ObjectNode document = Json.object().put("tenant", owner).put("file", file.toString());
    ObjectNode records = document.putObject("records");
    counts.forEach(records::put);
    printer()
        .print(
            document,
            printer -> {
              printer.line(
                  String.format(
                      Locale.ROOT,
                      "Exported %s to %s: %d apps, %d keys of maps, %d of storage.",
                      owner,
                      file,
                      counts.getOrDefault("app", 0L),
                      counts.getOrDefault("item", 0L) + counts.getOrDefault("point", 0L),
                      counts.getOrDefault("stored", 0L)));
              printer.next("alcove import " + file + " --url URL");
            });
    return ExitCode.OK;
  }

  private void pages(Server from, String owner, Map<String, Long> counts, TransferFile.Lines lines)
      throws IOException {
    String path = Server.path("tenants", owner, "export");
    long begun = 0;
    String next = "";
    do {
      JsonNode page = from.get(next.isEmpty() ? path : path + "?after=" + Server.encoded(next));
      for (JsonNode one : page.path("records")) {
        String kind = one.path("kind").asText();
        counts.merge(kind, 1L, Long::sum);
        if (kind.equals("begin")) {
          begun = one.path("seq").asLong();
        } else if (kind.equals("end") && one.path("seq").asLong() != begun && !live) {
          throw CommandFailure.of(
              "CHANGED_MEANWHILE",
              "A run that was under way wrote to the tenant's maps during the export.",
              "Export it again.");
        }
        lines.line(one);
      }
      next = page.path("next").asText("");
    } while (!next.isEmpty());
  }
}
