package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are believed: issuers of the platform, and those that a tenant registered in its map
 * {@code public:ccf.gov.jwt.issuers} (key: the issuer; value: {@code {"audience"?, "jwks"}}).
 * Thread-safe.
 */
final class Issuers {
  /** The governance map that a tenant's own issuers are in. */
  static final String MAP = "public:ccf.gov.jwt.issuers";

  /**
   * An issuer with its keys.
   *
   * @param shared whether several tenants accept it, so that a token must name its tenant
   */
  record Known(TokenIssuer issuer, JWKSet keys, boolean shared) {}

  private final List<Known> shared;
  private final KvLog kv;

  Issuers(List<TokenIssuer> shared, KvLog kv) {
    this.shared = shared.stream().map(i -> new Known(i, i.keySet(), true)).toList();
    this.kv = kv;
  }

  /** Those of that name: the platform's, and the tenant's own if there is a tenant. */
  List<Known> named(Optional<TenantId> tenant, String issuer) {
    List<Known> found = new ArrayList<>();
    for (Known known : shared) {
      if (known.issuer().issuer().equals(issuer)) {
        found.add(known);
      }
    }
    tenant
        .flatMap(own -> kv.get(own, MAP, Bytes.utf8(issuer)))
        .ifPresent(item -> found.add(own(issuer, item.value())));
    return found;
  }

  private static Known own(String issuer, Bytes value) {
    JsonNode stored = Json.parse(value.text());
    Optional<String> audience = Optional.ofNullable(stored.get("audience")).map(JsonNode::asText);
    TokenIssuer own = new TokenIssuer(issuer, audience, stored.path("jwks").toString());
    return new Known(own, own.keySet(), false);
  }
}
