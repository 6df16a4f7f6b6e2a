package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose objects are meant. */
final class TenantOption {
  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "The tenant. Else ALCOVE_TENANT; not needed if there is only one.")
  private @Nullable String tenant;

  /** The tenant that was named, or the only one. */
  String pick(Surroundings around, Server server) {
    Optional<String> named = Optional.ofNullable(tenant).or(() -> around.variable("ALCOVE_TENANT"));
    if (named.isPresent()) {
      return named.get();
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode one : server.get("/tenants").path("tenants")) {
      ids.add(one.path("id").asText());
    }
    if (ids.size() == 1) {
      return ids.getFirst();
    }
    throw CommandFailure.usage(
        ids.isEmpty() ? "There is no tenant." : "Which tenant? There are several.",
        ids.isEmpty() ? "Add one to world.json." : "Give --tenant: " + String.join(", ", ids));
  }
}
