package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What scripts have logged. */
@Command(
    name = "logs",
    description = "Shows the newest log lines; with --follow also what comes, until interrupted.",
    footer = {"", "Example:", "  alcove logs --tenant acme --entry sales-report --follow"})
final class LogsVerb extends Verb {
  private static final long PAUSE_MILLIS = 300;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes.")
  private boolean follow;

  @Option(
      names = "--entry",
      paramLabel = "NAME",
      description = "Only of this script, or of an endpoint such as \"POST /orders\".")
  private @Nullable String entry;

  @Option(names = "--execution", paramLabel = "ID", description = "Only of this execution.")
  private @Nullable String execution;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "The least level: debug, info, warn, error.")
  private @Nullable String level;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many of the newest, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  LogsVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() throws InterruptedException {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    String path = Server.path("tenants", owner, "logs") + "?" + String.join("&", query());
    JsonNode answer = on.get(path + "&limit=" + limit);
    if (!follow) {
      show(answer, owner);
      return ExitCode.OK;
    }
    while (true) {
      each(answer);
      if (answer.path("lines").isEmpty()) {
        Thread.sleep(PAUSE_MILLIS);
      }
      answer = on.get(path + "&limit=1000&after=" + answer.path("position").asLong());
    }
  }

  private void show(JsonNode answer, String owner) {
    printer()
        .print(
            answer,
            printer -> {
              answer
                  .path("lines")
                  .forEach(line -> printer.line(LogLines.line(line, execution == null)));
              printer.next("alcove logs --tenant " + owner + " --follow");
            });
  }

  private void each(JsonNode answer) {
    Printer printer = printer();
    for (JsonNode line : answer.path("lines")) {
      if (printer.isJson()) {
        printer.document(line);
      } else {
        printer.line(LogLines.line(line, execution == null));
      }
    }
  }

  private List<String> query() {
    List<String> query = new ArrayList<>();
    if (entry != null) {
      query.add("entry=" + Server.encoded(entry));
    }
    if (execution != null) {
      query.add("execution=" + Server.encoded(execution));
    }
    query.add("level=" + Server.encoded(level == null ? "debug" : level));
    return query;
  }
}
