package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.alcove.dispatch.Authenticator.Verdict;
import dev.alcove.domain.Caller;
import dev.alcove.domain.Clock;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Policy {@code jwt}: a bearer token, signed by a key of an issuer that the platform or the tenant
 * registered. Checks signature, issuer, audience, times and the tenant. Only asymmetric signatures:
 * a shared secret would let every holder make tokens. Thread-safe.
 */
final class TokenPolicy {
  private static final String BEARER = "bearer ";
  private static final int MOST_CHARACTERS = 16_384;
  private static final String MALFORMED = "Malformed JWT";

  private final Issuers issuers;
  private final Clock clock;

  TokenPolicy(Issuers issuers, Clock clock) {
    this.issuers = issuers;
    this.clock = clock;
  }

  /** A token that is genuine and in time; for whom is still to be judged. */
  record Genuine(SignedJWT jwt, JsonNode claims, Issuers.Known signer) {}

  /** The bearer token of a request, verified, or why it does not hold. */
  sealed interface Read {
    record Good(Genuine token) implements Read {}

    record Bad(String reason) implements Read {}
  }

  Verdict judge(TenantId tenant, HttpRequest request) {
    return switch (read(Optional.of(tenant), request)) {
      case Read.Bad bad -> new Verdict.Fails(bad.reason());
      case Read.Good good -> judge(tenant, good.token());
    };
  }

  /**
   * Verifies the token of a request.
   *
   * @param tenant whose own issuers count too
   */
  Read read(Optional<TenantId> tenant, HttpRequest request) {
    Optional<String> header = request.header("authorization");
    if (header.isEmpty()) {
      return new Read.Bad("Missing authorization header");
    }
    String value = header.get();
    if (!value.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return new Read.Bad("Authorization header is not a bearer token");
    }
    String token = value.substring(BEARER.length()).strip();
    if (token.length() > MOST_CHARACTERS) {
      return new Read.Bad(MALFORMED);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JsonNode claims = Json.parse(jwt.getPayload().toString());
      return claims.isObject() ? verify(tenant, jwt, claims) : new Read.Bad(MALFORMED);
    } catch (ParseException | FormatException e) {
      return new Read.Bad(MALFORMED);
    }
  }

  private Read verify(Optional<TenantId> tenant, SignedJWT jwt, JsonNode claims) {
    if (!claims.path("iss").isTextual() || !claims.path("exp").isNumber()) {
      return new Read.Bad("JWT payload is missing required field");
    }
    List<Issuers.Known> known = issuers.named(tenant, claims.path("iss").asText());
    if (known.isEmpty()) {
      return new Read.Bad("Issuer failed issuer constraint validation");
    }
    Optional<Issuers.Known> signer = known.stream().filter(k -> signed(jwt, k)).findFirst();
    if (signer.isEmpty()) {
      return new Read.Bad(noKey(jwt, known));
    }
    long now = clock.now().getEpochSecond();
    if (now < claims.path("nbf").asLong(Long.MIN_VALUE)) {
      return new Read.Bad("Current time " + now + " is before token's Not Before (nbf) claim");
    }
    if (now > claims.path("exp").asLong()) {
      return new Read.Bad("Current time " + now + " is after token's Expiration Time (exp)");
    }
    Optional<String> audience = signer.get().issuer().audience();
    if (audience.isPresent() && !hasAudience(claims.path("aud"), audience.get())) {
      return new Read.Bad("JWT audience does not contain " + audience.get());
    }
    return new Read.Good(new Genuine(jwt, claims, signer.get()));
  }

  private static Verdict judge(TenantId tenant, Genuine token) {
    JsonNode claimed = token.claims.path("tenant");
    if (claimed.isMissingNode() && token.signer.shared()) {
      return new Verdict.Fails("JWT payload is missing required field `tenant`");
    }
    if (!claimed.isMissingNode() && !claimed.asText().equals(tenant.value())) {
      return new Verdict.Elsewhere();
    }
    return new Verdict.Holds(
        new Caller.Jwt(
            token.signer.issuer().issuer(),
            token.jwt.getHeader().toString(),
            token.claims.toString(),
            Users.of(token.claims.path("sub").asText(""), token.claims)));
  }

  private static boolean hasAudience(JsonNode claim, String audience) {
    if (claim.isTextual()) {
      return claim.asText().equals(audience);
    }
    for (JsonNode one : claim) {
      if (one.asText().equals(audience)) {
        return true;
      }
    }
    return false;
  }

  private static String noKey(SignedJWT jwt, List<Issuers.Known> known) {
    String kid = jwt.getHeader().getKeyID();
    boolean found =
        kid != null && known.stream().anyMatch(k -> k.keys().getKeyByKeyId(kid) != null);
    return found ? "JWT signature is not valid" : "JWT signing key not found for kid " + kid;
  }

  private static boolean signed(SignedJWT jwt, Issuers.Known known) {
    String kid = jwt.getHeader().getKeyID();
    for (JWK key : known.keys().getKeys()) {
      boolean named = kid == null || kid.equals(key.getKeyID());
      if (named && key instanceof AsymmetricJWK asymmetric && verifies(jwt, asymmetric)) {
        return true;
      }
    }
    return false;
  }

  private static boolean verifies(SignedJWT jwt, AsymmetricJWK key) {
    try {
      JWSVerifier verifier =
          new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key.toPublicKey());
      return jwt.verify(verifier);
    } catch (JOSEException e) {
      return false;
    }
  }
}
