package dev.alcove.dispatch;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Optional;

/**
 * Somebody whose JSON Web Tokens are believed.
 *
 * @param issuer the {@code iss} claim
 * @param audience what {@code aud} must contain, if anything
 * @param keys public keys, a JWK set as JSON text
 */
public record TokenIssuer(String issuer, Optional<String> audience, String keys) {
  public TokenIssuer {
    requireNonNull(issuer, "issuer is null");
    requireNonNull(audience, "audience is null");
    requireNonNull(keys, "keys is null");
  }

  /**
   * Makes sure that the keys can be used.
   *
   * @throws IllegalArgumentException if they are not a JWK set
   */
  public void check() {
    keySet();
  }

  /**
   * The keys, parsed.
   *
   * @throws IllegalArgumentException if they are not a JWK set
   */
  JWKSet keySet() {
    try {
      return JWKSet.parse(keys);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "The keys of issuer `" + issuer + "` are not a JWK set.", e);
    }
  }
}
