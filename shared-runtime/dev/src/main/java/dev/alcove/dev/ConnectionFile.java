package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the command where the server is: {@code connection.json} in the data folder, and in the
 * user's own folder the place of that of the last server.
 */
final class ConnectionFile {
  static final String NAME = "connection.json";

  /** The file in {@code ALCOVE_HOME} with the path of the last server's connection file. */
  static final String LAST = "last";

  private static final Pattern PORT = Pattern.compile(":([1-9][0-9]{0,4})$");

  private final DataFolder data;
  private final Path home;

  ConnectionFile(DataFolder data, Path home) {
    this.data = requireNonNull(data, "data is null");
    this.home = requireNonNull(home, "home is null");
  }

  /**
   * The ports of a server whose process has ended without removing the file; 0 where there is none.
   */
  record Left(int port, int tlsPort) {
    static final Left NOTHING = new Left(0, 0);
  }

  /** What is left of the server before. */
  static Left left(Path data) {
    try {
      JsonNode connection = Json.parse(Bytes.owning(Files.readAllBytes(data.resolve(NAME))));
      return new Left(port(connection, "url"), port(connection, "tlsUrl"));
    } catch (IOException | FormatException e) {
      // Nothing is left, or nothing that helps.
      return Left.NOTHING;
    }
  }

  private static int port(JsonNode connection, String name) {
    Matcher port = PORT.matcher(connection.path(name).asText());
    return port.find() ? Integer.parseInt(port.group(1)) : 0;
  }

  void write(String url, Optional<String> tlsUrl, String token) {
    ObjectNode connection = Json.object();
    connection.put("url", url);
    tlsUrl.ifPresent(tls -> connection.put("tlsUrl", tls));
    connection.put("token", token);
    connection.put("pid", ProcessHandle.current().pid());
    data.write(NAME, connection.toPrettyString() + "\n");
    DataFolder.writeSecret(
        home.resolve(LAST), data.path().toAbsolutePath().resolve(NAME).toString() + "\n");
  }

  /** The server is gone; the pointer to it stays, so that the command can say so. */
  void remove() {
    data.remove(NAME);
  }
}
