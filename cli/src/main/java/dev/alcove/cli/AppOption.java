package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which app is meant. */
final class AppOption {
  @Option(
      names = "--app",
      paramLabel = "APP",
      description = "The app. Not needed if the tenant has only one.")
  private @Nullable String app;

  Optional<String> named() {
    return Optional.ofNullable(app);
  }

  /** The app that was named, or the tenant's only live one. */
  String pick(Server server, String tenant) {
    if (named().isPresent()) {
      return named().get();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode one : server.get(Server.path("tenants", tenant, "apps")).path("apps")) {
      names.add(one.path("app").asText());
    }
    if (names.size() == 1) {
      return names.getFirst();
    }
    throw CommandFailure.usage(
        names.isEmpty()
            ? "Tenant `" + tenant + "` has no live app."
            : "Which app of tenant `" + tenant + "`? There are several.",
        names.isEmpty()
            ? "Name the app with --app, or deploy one: alcove deploy DIR --tenant " + tenant
            : "Give --app: " + String.join(", ", names));
  }
}
