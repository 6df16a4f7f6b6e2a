package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Plan;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chapter 4 of CCF's semantics, and the rules about tenants. */
class AuthenticationTest {
  private static final String SHARED = "https://shared.example";
  private static final String OWN = "https://acme.example";

  private static final String SOURCE =
      "export function handle(request) { return { body: request.caller }; }";

  @TempDir Path folder;
  private TestPlatform platform;
  private ECKey key;

  @BeforeEach
  void start() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    TokenIssuer issuer =
        new TokenIssuer(SHARED, Optional.of("alcove"), new JWKSet(key.toPublicJWK()).toString());
    platform = new TestPlatform(folder, List.of(issuer), Plan.unmetered(Limits.DEFAULT, 10));
    List<Endpoint> endpoints =
        List.of(
            Samples.endpoint("get", "/token", "jwt"),
            Samples.endpoint("get", "/cert", "user_cert"),
            Samples.endpoint("get", "/either", "user_cert", "jwt"),
            Samples.endpoint("get", "/anyone", "jwt", "no_auth"),
            Samples.endpoint("get", "/open"));
    platform.deploy(TestPlatform.ACME, "main", Samples.version(SOURCE, endpoints, List.of()));
    platform.deploy(TestPlatform.GLOBEX, "main", Samples.version(SOURCE, endpoints, List.of()));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void sharedIssuersToken_opensItsOwnTenantOnly() {
    String token = token(claims -> claims.claim("tenant", "acme"));
    HttpResponse answer = get("/t/acme/app/token", token);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode caller = Json.parse(answer.body().text());
    assertThat(caller.path("policy").asText()).isEqualTo("jwt");
    assertThat(caller.path("jwt").path("payload").path("sub").asText()).isEqualTo("u-ada");
    assertThat(caller.path("jwt").path("keyIssuer").asText()).isEqualTo(SHARED);
    assertThat(get("/t/globex/app/token", token).status()).isEqualTo(403);
  }

  @Test
  void sharedIssuersToken_mustNameATenant() {
    assertThat(reason(get("/t/acme/app/token", token(claims -> {}))))
        .isEqualTo("JWT payload is missing required field `tenant`");
  }

  @Test
  void timesAndAudience_areChecked() {
    long now = TestPlatform.START.getEpochSecond();
    assertThat(
            reason(
                get(
                    "/t/acme/app/token",
                    token(c -> c.claim("tenant", "acme").expirationTime(date(now - 1))))))
        .contains("is after token's Expiration Time");
    assertThat(
            reason(
                get(
                    "/t/acme/app/token",
                    token(c -> c.claim("tenant", "acme").notBeforeTime(date(now + 1))))))
        .contains("is before token's Not Before");
    assertThat(
            reason(
                get(
                    "/t/acme/app/token",
                    token(c -> c.claim("tenant", "acme").audience("somebody")))))
        .contains("audience");
    assertThat(
            reason(
                get(
                    "/t/acme/app/token",
                    token(c -> c.claim("tenant", "acme").expirationTime(null)))))
        .isEqualTo("JWT payload is missing required field");
  }

  @Test
  void strangersKeys_areRefused() throws JOSEException {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k2").generate();
    assertThat(reason(get("/t/acme/app/token", signed(stranger, SHARED, c -> {}))))
        .isEqualTo("JWT signature is not valid");
    assertThat(reason(get("/t/acme/app/token", signed(other, SHARED, c -> {}))))
        .isEqualTo("JWT signing key not found for kid k2");
    assertThat(reason(get("/t/acme/app/token", signed(key, "https://else.example", c -> {}))))
        .isEqualTo("Issuer failed issuer constraint validation");
  }

  @Test
  void unsignedAndBrokenTokens_areMalformed() {
    assertThat(reason(get("/t/acme/app/token", "eyJhbGciOiJub25lIn0.e30.")))
        .isEqualTo("Malformed JWT");
    assertThat(reason(get("/t/acme/app/token", "rubbish"))).isEqualTo("Malformed JWT");
    assertThat(reason(get("/t/acme/app/token", "a".repeat(20_000)))).isEqualTo("Malformed JWT");
  }

  @Test
  void tenantsOwnIssuer_needsNoTenantClaim_andIsNobodyElsewhere() {
    govern(
        TestPlatform.ACME,
        "public:ccf.gov.jwt.issuers",
        OWN,
        "{\"jwks\":" + new JWKSet(key.toPublicJWK()) + "}");
    String token = signed(key, OWN, claims -> {});
    assertThat(get("/t/acme/app/token", token).status()).isEqualTo(200);
    assertThat(get("/t/globex/app/token", token).status()).isEqualTo(401);
    assertThat(
            get("/t/acme/app/token", signed(key, OWN, c -> c.claim("tenant", "globex"))).status())
        .isEqualTo(403);
  }

  @Test
  void registeredCertificate_isItsUser() throws IOException, CertificateException {
    Bytes certificate = certificate();
    assertThat(reason(getWith(certificate, "/t/acme/app/cert"))).contains("Not Before");
    platform.world.clock().advance(Duration.ofDays(365));
    HttpResponse unknown = getWith(certificate, "/t/acme/app/cert");
    assertThat(reason(unknown)).isEqualTo("Could not find matching user certificate");
    String id = certificate.sha256().hex();
    govern(TestPlatform.ACME, "public:ccf.gov.users.certs", id, "pem");
    govern(TestPlatform.ACME, "public:ccf.gov.users.info", id, "{\"user_data\":{\"a\":1}}");
    HttpResponse known = getWith(certificate, "/t/acme/app/cert");
    JsonNode caller = Json.parse(known.body().text());
    assertThat(caller.path("id").asText()).isEqualTo(id);
    assertThat(caller.path("data")).isEqualTo(Json.parse("{\"a\":1}"));
    assertThat(caller.path("cert").asText()).startsWith("-----BEGIN CERTIFICATE-----\n");
    assertThat(getWith(certificate, "/t/globex/app/cert").status()).isEqualTo(401);
  }

  @Test
  void policies_areTriedInOrder_andEachOneSaysWhyItFailed() {
    HttpResponse answer = get("/t/acme/app/either", "rubbish");
    JsonNode details = Json.parse(answer.body().text()).path("error").path("details");
    assertThat(details.findValuesAsText("auth_policy")).containsExactly("user_cert", "jwt");
    assertThat(details.findValuesAsText("message"))
        .containsExactly("No caller user certificate", "Malformed JWT");
    assertThat(get("/t/acme/app/anyone", "rubbish").body().text())
        .isEqualTo("{\"policy\":\"no_auth\"}");
    assertThat(get("/t/acme/app/open", "rubbish").body().text()).isEqualTo("null");
  }

  private HttpResponse get(String path, String token) {
    return platform.call("GET", path, "", Map.of("authorization", List.of("Bearer " + token)));
  }

  private HttpResponse getWith(Bytes certificate, String path) {
    return platform.dispatch.http(
        new HttpRequest("GET", path, "", Map.of(), Bytes.EMPTY, Optional.of(certificate)));
  }

  private static String reason(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(401);
    return Json.parse(answer.body().text())
        .path("error")
        .path("details")
        .path(0)
        .path("message")
        .asText();
  }

  private String token(Consumer<JWTClaimsSet.Builder> change) {
    return signed(key, SHARED, change);
  }

  private static String signed(ECKey signer, String issuer, Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject("u-ada")
            .audience("alcove")
            .claim("email", "ada@acme.example")
            .expirationTime(date(TestPlatform.START.getEpochSecond() + 60));
    change.accept(claims);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signer.getKeyID()).build(),
            claims.build());
    try {
      jwt.sign(new ECDSASigner(signer));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  @SuppressWarnings("JavaUtilDate") // The token library takes no other.
  private static Date date(long seconds) {
    return Date.from(Instant.ofEpochSecond(seconds));
  }

  private void govern(TenantId tenant, String map, String key, String value) {
    long head = platform.ports.kv().open(tenant).seq();
    Map<Bytes, Optional<Bytes>> keys = Map.of(Bytes.utf8(key), Optional.of(Bytes.utf8(value)));
    platform
        .ports
        .kv()
        .commit(
            tenant,
            new KvLog.Commit(
                "govern-" + map + key.length(),
                Optional.of(new KvLog.LogWrite(head, Map.of(map, keys))),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  private static Bytes certificate() throws IOException, CertificateException {
    try (InputStream pem = AuthenticationTest.class.getResourceAsStream("user-cert.pem")) {
      assertThat(pem).isNotNull();
      return Bytes.owning(
          CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded());
    }
  }
}
