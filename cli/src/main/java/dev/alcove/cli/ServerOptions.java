package dev.alcove.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server to use. */
final class ServerOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The server. Else ALCOVE_URL, else the one whose data folder is .alcove here or above,"
              + " else the one that was started last.")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The token to show. Else ALCOVE_TOKEN, else the one in the data folder.")
  private @Nullable String token;

  Server open(Surroundings around, Optional<Path> data) {
    return new Server(find(around, data));
  }

  Address find(Surroundings around, Optional<Path> data) {
    return new AddressFinder(around)
        .find(Optional.ofNullable(url), Optional.ofNullable(token), data);
  }
}
