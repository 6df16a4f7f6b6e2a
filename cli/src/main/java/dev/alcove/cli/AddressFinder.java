package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the server: as it was said, else by the file that a running one leaves in its data folder.
 */
final class AddressFinder {
  /** What a running server writes into its data folder. */
  static final String CONNECTION = "connection.json";

  /** The file in the user's own folder that names the last server's connection file. */
  static final String LAST = "last";

  private final Surroundings around;

  AddressFinder(Surroundings around) {
    this.around = around;
  }

  /**
   * The address to use.
   *
   * @throws CommandFailure if no server is known
   */
  Address find(Optional<String> url, Optional<String> token, Optional<Path> data) {
    Optional<String> shown = token.or(() -> around.variable("ALCOVE_TOKEN"));
    Optional<String> said = url.or(() -> around.variable("ALCOVE_URL"));
    if (said.isPresent()) {
      Address plain = new Address(said.get(), shown, url.isPresent() ? "--url" : "ALCOVE_URL");
      return shown.isPresent() ? plain : withTokenOf(plain, data);
    }
    Address found =
        files(data).stream()
            .flatMap(file -> read(file).stream())
            .findFirst()
            .orElseThrow(() -> none(data));
    return shown.isPresent() ? new Address(found.url(), shown, found.source()) : found;
  }

  /** The token that a server of the same address has left in a file. */
  private Address withTokenOf(Address plain, Optional<Path> data) {
    return files(data).stream()
        .flatMap(file -> read(file).stream())
        .filter(known -> known.url().equals(plain.url()))
        .findFirst()
        .map(known -> new Address(plain.url(), known.token(), plain.source()))
        .orElse(plain);
  }

  /** Where a connection file may be, the nearest first. */
  private List<Path> files(Optional<Path> data) {
    if (data.isPresent()) {
      return List.of(around.path(data.get()).resolve(CONNECTION));
    }
    List<Path> files = new ArrayList<>();
    for (Path at = around.folder().toAbsolutePath(); at != null; at = at.getParent()) {
      files.add(at.resolve(".alcove").resolve(CONNECTION));
    }
    last().ifPresent(files::add);
    return files;
  }

  private Optional<Path> last() {
    try {
      return Optional.of(Path.of(Files.readString(around.home().resolve(LAST)).strip()));
    } catch (IOException | InvalidPathException e) {
      // Nobody has started a server yet, or the file is somebody else's.
      return Optional.empty();
    }
  }

  private static Optional<Address> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      JsonNode connection = Json.parse(text);
      if (connection.path("url").isTextual()) {
        return Optional.of(
            new Address(
                connection.path("url").asText(),
                Optional.ofNullable(connection.get("token")).map(JsonNode::asText),
                file.toString()));
      }
    } catch (FormatException e) {
      // The same failure as for a file without an address.
    }
    throw CommandFailure.of(
        "BAD_CONNECTION_FILE",
        "`" + file + "` is not what a server writes there.",
        "Remove it and start the server again.");
  }

  private static CommandFailure none(Optional<Path> data) {
    return CommandFailure.noServer(
        data.map(folder -> "No server is running on the data folder `" + folder + "`.")
            .orElse("No server is running."));
  }
}
