package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells the command where the server is: {@code connection.json} in the data folder, and in the
 * user's own folder the place of that of the last server.
 */
final class ConnectionFile {
  static final String NAME = "connection.json";

  /** The file in {@code ALCOVE_HOME} with the path of the last server's connection file. */
  static final String LAST = "last";

  private final DataFolder data;
  private final Path home;

  ConnectionFile(DataFolder data, Path home) {
    this.data = requireNonNull(data, "data is null");
    this.home = requireNonNull(home, "home is null");
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
