package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.TransferRecord;
import dev.alcove.wire.Json;
import dev.alcove.wire.TransferFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything of a tenant, out of a file. */
@Command(
    name = "import",
    description = {
      "Makes a tenant of a file that `alcove export` wrote. It is paused until all is there.",
      "An import that broke off is begun again with --into-existing."
    },
    footer = {
      "",
      "Example:",
      "  alcove import acme.export --url https://api.example.com --token T"
    })
final class ImportVerb extends Verb {
  /** Less than the 4.5 MB that AWS takes, with room for one large record. */
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final int MOST_RECORDS = 5_000;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FILE", description = "A file that `alcove export` wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "TENANT",
      description = "Another id for the tenant than it had.")
  private @Nullable String as;

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      description = "Another plan than it had; the server must know it.")
  private @Nullable String plan;

  @Option(
      names = "--into-existing",
      description = "Write over a tenant that is there; what the file does not have stays.")
  private boolean intoExisting;

  ImportVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    TransferFile from = new TransferFile(around.path(file));
    TransferRecord.Begin begin = from.check();
    Server to = server.open(around, data.folder());
    String owner = as == null ? begin.tenant().value() : as;
    prepare(to, owner, begin);
    Batch batch = new Batch(to, owner);
    from.read(batch::add);
    batch.send();
    if (begin.state() == LiveItem.State.ACTIVE) {
      state(to, owner, "active");
    }
    JsonNode made = to.get(Server.path("tenants", owner));
    ObjectNode document = Json.object().put("tenant", owner).put("records", batch.sent);
    document.put("state", made.path("state").asText());
    printer()
        .print(
            document,
            printer -> {
              printer.line(
                  String.format(
                      Locale.ROOT,
                      "Imported %s: %d records, %d apps; it is %s.",
                      owner,
                      batch.sent,
                      made.path("apps").asInt(),
                      made.path("state").asText()));
              printer.next(
                  made.path("state").asText().equals("paused")
                      ? "alcove tenant resume " + owner
                      : "alcove logs --tenant " + owner + " --follow");
            });
    return ExitCode.OK;
  }

  /** The tenant, paused. */
  private void prepare(Server to, String owner, TransferRecord.Begin begin) {
    Optional<JsonNode> there = to.find(Server.path("tenants", owner));
    if (there.isPresent() && !intoExisting) {
      throw CommandFailure.of(
          "ALREADY_EXISTS",
          "There is a tenant " + owner + " already.",
          "Give another id with --as, or write over it with --into-existing.");
    }
    if (there.isEmpty()) {
      ObjectNode tenant = Json.object().put("id", owner).put("name", begin.name());
      tenant.put("plan", plan == null ? begin.plan() : plan);
      tenant.put("tier", begin.tier().name().toLowerCase(Locale.ROOT));
      to.post("/tenants", tenant);
    }
    state(to, owner, "paused");
  }

  private static void state(Server to, String owner, String state) {
    to.patch(Server.path("tenants", owner), Json.object().put("state", state));
  }

  /** Records on their way, so many at a time. */
  private static final class Batch {
    private final Server to;
    private final String path;
    private ArrayNode records = Json.array();
    private long bytes;
    private long sent;

    Batch(Server to, String owner) {
      this.to = to;
      this.path = Server.path("tenants", owner, "import");
    }

    void add(TransferRecord one) {
      Bytes written = TransferFormat.write(one);
      if (!records.isEmpty()
          && (bytes + written.size() > MOST_BYTES || records.size() == MOST_RECORDS)) {
        send();
      }
      records.add(Json.parse(written));
      bytes += written.size();
    }

    void send() {
      if (records.isEmpty()) {
        return;
      }
      ObjectNode body = Json.object();
      body.set("records", records);
      to.post(path, body);
      sent += records.size();
      records = Json.array();
      bytes = 0;
    }
  }
}
