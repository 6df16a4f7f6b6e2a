package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.User;
import java.util.Set;
import java.util.TreeSet;

/** Reads a user from the JSON that tokens and governance maps hold. */
final class Users {
  private Users() {}

  /** The user of that id; what {@code data} does not say is empty. */
  static User of(String id, JsonNode data) {
    Set<String> permissions = new TreeSet<>();
    data.path("permissions").forEach(permission -> permissions.add(permission.asText()));
    return new User(id, data.path("email").asText(""), data.path("name").asText(""), permissions);
  }
}
