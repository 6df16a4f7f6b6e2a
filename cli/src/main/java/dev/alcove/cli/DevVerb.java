package dev.alcove.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.dev.DevOptions;
import dev.alcove.dev.DevServer;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a world until it is interrupted. */
@Command(
    name = "dev",
    description = {
      "Serves a world on this machine, and deploys again what is saved.",
      "The other verbs find it from any folder, by the file that it leaves."
    },
    footer = {"", "Example:", "  alcove dev examples/shop --port 9000 --fresh"})
final class DevVerb extends Verb {
  @Parameters(
      paramLabel = "WORLD",
      description = "A folder with world.json, a bundle's folder, or a bundle as a JSON file.")
  private Path world = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port of HTTP; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port = DevOptions.DEFAULT_PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the state is kept. Default: .alcove in the world.")
  private @Nullable Path data;

  @Option(names = "--fresh", description = "Begin with an empty state: removes what is kept.")
  private boolean fresh;

  @Option(names = "--tls", description = "Serve HTTPS too, on the next port.")
  private boolean tls;

  // Known here for the help only: the launcher acts on it, before there is a process that could.
  @Option(
      names = "--no-jit",
      description = "Run scripts in the interpreter: starts sooner, runs them slower.")
  boolean noJit;

  @Option(
      names = "--inspect",
      description = "Open scripts to Chrome's inspector. UNSAFE: not sandboxed, one tenant only.")
  private boolean inspect;

  DevVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() throws InterruptedException {
    Printer printer = printer();
    Consumer<String> out = printer.isJson() ? line -> {} : printer::line;
    DevOptions options =
        new DevOptions(
            around.path(world),
            port,
            Optional.ofNullable(data).map(around::path),
            fresh,
            tls,
            inspect,
            around.environment(),
            out);
    try (DevServer server = DevServer.start(options)) {
      if (printer.isJson()) {
        ObjectNode started = Json.object().put("url", server.url());
        server.tlsUrl().ifPresent(url -> started.put("tlsUrl", url));
        server.inspector().ifPresent(address -> started.put("inspector", address));
        printer.document(started.put("data", server.data().toString()));
      } else {
        printer.next("alcove logs --follow   (in another terminal)");
      }
      Thread closer = new Thread(server::close, "close");
      Runtime.getRuntime().addShutdownHook(closer);
      server.awaitEnd();
      return ExitCode.OK;
    }
  }
}
