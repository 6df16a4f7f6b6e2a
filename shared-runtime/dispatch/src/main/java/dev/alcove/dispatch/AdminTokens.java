package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.Principal;
import dev.alcove.domain.TenantId;
import java.util.Optional;

/**
 * Finds out who uses {@code /admin/v1}: the same tokens as for scripts, of the platform's issuers.
 * Thread-safe.
 */
public final class AdminTokens {
  private static final String OPERATOR = "operator";

  private final TokenPolicy tokens;

  AdminTokens(TokenPolicy tokens) {
    this.tokens = tokens;
  }

  /** The holder of the request's token; empty if there is none that holds. */
  public Optional<Principal> principal(HttpRequest request) {
    return switch (tokens.read(Optional.empty(), request)) {
      case TokenPolicy.Read.Bad bad -> Optional.empty();
      case TokenPolicy.Read.Good good -> principal(good.token().claims());
    };
  }

  private static Optional<Principal> principal(JsonNode claims) {
    boolean operator = false;
    for (JsonNode role : claims.path("roles")) {
      operator |= role.asText().equals(OPERATOR);
    }
    Optional<TenantId> tenant = Optional.empty();
    if (claims.path("tenant").isTextual()) {
      try {
        tenant = Optional.of(new TenantId(claims.path("tenant").asText()));
      } catch (InvalidValueException e) {
        return Optional.empty();
      }
    }
    return tenant.isEmpty() && !operator
        ? Optional.empty()
        : Optional.of(
            new Principal(Users.of(claims.path("sub").asText(""), claims), tenant, operator));
  }
}
