package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.alcove.dispatch.TokenIssuer;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Makes the tokens of a laptop world, which on AWS come from the company's own identity provider.
 * Its key is kept with the data, so that tokens outlive a restart.
 */
final class LocalIssuer {
  /** The {@code iss} claim. */
  static final String NAME = "https://alcove.localhost";

  /** By the world's clock: a token made before a long `clock advance` is as old as it looks. */
  private static final Duration VALID = Duration.ofHours(1);

  private static final String FILE = "token-key.json";

  private final ECKey key;

  private LocalIssuer(ECKey key) {
    this.key = requireNonNull(key, "key is null");
  }

  static LocalIssuer of(DataFolder data) {
    Optional<String> stored = data.read(FILE);
    try {
      if (stored.isPresent()) {
        return new LocalIssuer(ECKey.parse(stored.get()));
      }
      ECKey made =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      data.write(FILE, made.toJSONString() + "\n");
      return new LocalIssuer(made);
    } catch (ParseException e) {
      throw new DevException(
          "`" + data.path().resolve(FILE) + "` is not a key. Remove it: a new one is made.", e);
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** What the platform must know to believe the tokens: the public half of the key. */
  TokenIssuer issuer() {
    return new TokenIssuer(NAME, Optional.empty(), new JWKSet(key.toPublicJWK()).toString(true));
  }

  /** A token of one user of one tenant. */
  String sign(TenantId tenant, User user, Instant now) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(NAME)
            .subject(user.id())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(VALID)))
            .claim("tenant", tenant.value())
            .claim("email", user.email())
            .claim("name", user.name())
            .claim("permissions", List.copyOf(user.permissions()))
            .claim("roles", List.of())
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key has signed before", e);
    }
    return token.serialize();
  }
}
